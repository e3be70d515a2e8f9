// What the sources that scripts/lowering.mjs has rewritten call and spread. V8 makes room for 17 items when a list gets its first, and
// most lists here stay shorter than four, for as long as the run lasts.

/** As `[...list, item]`. */
export function added(list, item) {
  switch (list.length) {
    case 0:
      return [item];
    case 1:
      return [list[0], item];
    case 2:
      return [list[0], list[1], item];
    case 3:
      return [list[0], list[1], list[2], item];
    case 4:
      return [list[0], list[1], list[2], list[3], item];
    case 5:
      return [list[0], list[1], list[2], list[3], list[4], item];
    case 6:
      return [list[0], list[1], list[2], list[3], list[4], list[5], item];
    case 7:
      return [list[0], list[1], list[2], list[3], list[4], list[5], list[6], item];
    default: {
      const all = [...list];
      all.push(item);
      return all;
    }
  }
}

const FEW = 3;

/** A list with one item more: the same one where it has got long. */
function grown(list, item) {
  if (list.length < FEW) return added(list, item);
  list.push(item);
  return list;
}

/** As `list.flatMap(call)`, which V8 does by looking up and defining each item as a property of any object. */
export function flatMap(list, call) {
  let all = [];
  const { length } = list;
  for (let place = 0; place < length; place += 1) {
    if (!(place in list)) continue;
    const made = call(list[place], place, list);
    if (!Array.isArray(made)) all = grown(all, made);
    else for (let inner = 0; inner < made.length; inner += 1) if (inner in made) all = grown(all, made[inner]);
  }
  return all;
}

/** As `[...list, ...more]`, of a list that nobody else has. */
export function joined(list, more) {
  let all = list;
  for (let place = 0; place < more.length; place += 1) all = grown(all, more[place]);
  return all;
}

/** What an object begins with that begins with another, and what hides literals. A variable, for a constant would be left out. */
export let nothing = null;
