/** Lists of numbers one behind another: list `i` is `items[starts[i]]` up to `items[starts[i + 1]]`. */
export interface Lists {
  readonly starts: Uint32Array;
  readonly items: Int32Array;
}

/** Makes starts of counts that stand behind their places. */
export function addUp(counts: Uint32Array): void {
  for (let place = 1; place < counts.length; place += 1)
    counts[place] = (counts[place] ?? 0) + (counts[place - 1] ?? 0);
}

/** Lists built in two rounds: how many there are, then what they are. Entries keep the order in which they are added. */
export function buildLists(count: number, walk: (add: (list: number, item: number) => void) => void): Lists {
  const starts = new Uint32Array(count + 1);
  walk((list) => {
    starts[list + 1] = (starts[list + 1] ?? 0) + 1;
  });
  addUp(starts);
  const items = new Int32Array(starts[count] ?? 0);
  const next = starts.slice();
  walk((list, item) => {
    const place = next[list] ?? 0;
    items[place] = item;
    next[list] = place + 1;
  });
  return { starts, items };
}

export const listAt = ({ starts, items }: Lists, list: number): Int32Array =>
  items.subarray(starts[list] ?? 0, starts[list + 1] ?? 0);

function isEqual({ starts, items }: Lists, first: number, second: number): boolean {
  const a = starts[first] ?? 0;
  const b = starts[second] ?? 0;
  const length = (starts[first + 1] ?? 0) - a;
  if (length !== (starts[second + 1] ?? 0) - b) return false;
  for (let i = 0; i < length; i += 1) if (items[a + i] !== items[b + i]) return false;
  return true;
}

// Functions of their own: V8 makes better code of them before the loop over all lists has come far.
function hashOf({ starts, items }: Lists, list: number): number {
  const end = starts[list + 1] ?? 0;
  let hash = 0;
  for (let i = starts[list] ?? 0; i < end; i += 1)
    hash = (Math.imul(hash ^ (items[i] ?? 0), 0x9e3779b1) + 0x7f4a7c15) | 0;
  return hash;
}

/** The group whose first list is equal to a list; -1 without one. */
function groupAmong(groups: readonly number[], firsts: readonly number[], lists: Lists, list: number): number {
  for (const group of groups) if (isEqual(lists, firsts[group] ?? 0, list)) return group;
  return -1;
}

/** Equal lists under one number, in the order of first sight, and for each number the first list that has it. */
export interface GroupedLists {
  readonly groupOf: Int32Array;
  readonly firsts: readonly number[];
}

export function groupLists(lists: Lists): GroupedLists {
  const groupOf = new Int32Array(lists.starts.length - 1);
  const firsts: number[] = [];
  const byHash = new Map<number, number[]>();
  for (let list = 0; list < groupOf.length; list += 1) {
    const hash = hashOf(lists, list);
    const alike = byHash.get(hash);
    let group = alike === undefined ? -1 : groupAmong(alike, firsts, lists, list);
    if (group < 0) {
      group = firsts.length;
      firsts.push(list);
      if (alike === undefined) byHash.set(hash, [group]);
      else alike.push(group);
    }
    groupOf[list] = group;
  }
  return { groupOf, firsts };
}
