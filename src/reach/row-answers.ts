import { groupBy } from '../model/group-by.ts';
import { addUp, buildLists, type Lists } from '../model/group-lists.ts';
import { once } from '../model/remember.ts';
import { addSpanAmong, type Bits, fillBits, putBit, spanOf, wordsOf } from './bits.ts';
import { type SparseRow, valueAt } from './compose.ts';
import { NONE, type PortsId, type PortTable } from './port-table.ts';
import type { Selection } from './selection.ts';

export type ReadRow = (row: number) => SparseRow;

/** What the rows of all classes say of one class. */
export interface RowAnswers {
  /** By class, written into `out`. */
  column(other: number, out: Uint32Array): void;
  /** By some classes, one by one; written over by the next call. */
  among(owns: Int32Array, other: number): Uint32Array;
  /** Sets the bits of the classes that let it through on some port of these. */
  markMeeting(other: number, asked: PortsId, bits: Bits): void;
  /** Those that may say something else than nothing, ascending; undefined where these are most of the classes. */
  openTo(other: number): Int32Array | undefined;
}

/** Up to so many answers it is quicker to look each of them up than to turn all rows round. */
const LEAST_LOOKED_UP = 40_000;

/** Where more than this share of the classes is open to others that they do not name, a look at each is quicker. */
const MOST_OPEN = 4;

/** For each class, the rows that say something of it that is not what they say of most, and what they say. */
interface Entries extends Lists {
  readonly values: Uint32Array;
}

/** Counts what a row says of each class, behind its place. */
function countEntries({ ids }: SparseRow, counts: Uint32Array): void {
  for (const id of ids) counts[id + 1] = (counts[id + 1] ?? 0) + 1;
}

/** Writes down what a row says, each time at the next place of the class. */
function addEntries(
  { ids, values: said }: SparseRow,
  row: number,
  { items, values }: Entries,
  next: Uint32Array,
): void {
  for (let i = 0; i < ids.length; i += 1) {
    const id = ids[i] ?? 0;
    const place = next[id] ?? 0;
    items[place] = row;
    values[place] = said[i] ?? NONE;
    next[id] = place + 1;
  }
}

function transposed(size: number, rows: number, rowAt: ReadRow): Entries {
  const starts = new Uint32Array(size + 1);
  for (let row = 0; row < rows; row += 1) countEntries(rowAt(row), starts);
  addUp(starts);
  const count = starts[size] ?? 0;
  const entries = { starts, items: new Int32Array(count), values: new Uint32Array(count) };
  const next = starts.slice();
  for (let row = 0; row < rows; row += 1) addEntries(rowAt(row), row, entries, next);
  return entries;
}

/** Rows that say something of nearly nobody, read the other way. */
export function rowAnswers({ rows, rowOf }: Selection, rowAt: ReadRow, ports: PortTable): RowAnswers {
  const size = rowOf.length;
  const bases = once(() => Uint32Array.from(rows, (_, row) => rowAt(row).base));
  const baseOf = (row: number): PortsId => bases()[row] ?? NONE;
  const answers = once(() => bases().slice());
  /** So many answers are looked up in the rows that they are in, before all rows are turned round. */
  let few = Math.max(rows.length, LEAST_LOOKED_UP);
  const entries = once(() => {
    few = 0;
    return transposed(size, rows.length, rowAt);
  });

  let last = -1;
  /** By the number of the row; written over by the next call. */
  const byRow = (other: number): Uint32Array => {
    const { starts, items, values } = entries();
    const said = answers();
    if (last >= 0)
      for (let i = starts[last] ?? 0; i < (starts[last + 1] ?? 0); i += 1) said[items[i] ?? 0] = baseOf(items[i] ?? 0);
    for (let i = starts[other] ?? 0; i < (starts[other + 1] ?? 0); i += 1) said[items[i] ?? 0] = values[i] ?? NONE;
    last = other;
    return said;
  };

  const members = once(() =>
    buildLists(rows.length, (add) => {
      for (let own = 0; own < size; own += 1) add(rowOf[own] ?? 0, own);
    }),
  );
  /** Calls for all classes of the rows that say something of their own about a class. */
  const eachNaming = (other: number, call: (own: number, value: PortsId, row: number) => void): void => {
    const { starts, items, values } = entries();
    const { starts: firsts, items: owns } = members();
    for (let i = starts[other] ?? 0; i < (starts[other + 1] ?? 0); i += 1) {
      const row = items[i] ?? 0;
      const value = values[i] ?? NONE;
      for (let place = firsts[row] ?? 0; place < (firsts[row + 1] ?? 0); place += 1) call(owns[place] ?? 0, value, row);
    }
  };
  /** The classes by what they say of those that they do not name. */
  const spansByBase = once(() => {
    const byBase = groupBy([...rowOf.keys()], (own) => baseOf(rowOf[own] ?? 0));
    byBase.delete(NONE);
    return [...byBase].map(([base, owns]) => ({ base, span: spanOf(Int32Array.from(owns)) }));
  });
  const everybody = once(() => {
    const bits = new Uint32Array(wordsOf(size));
    fillBits(bits, size);
    return bits;
  });

  const openToMost = once(() => rowOf.map((_, own) => own).filter((own) => baseOf(rowOf[own] ?? 0) !== NONE));
  const out = new Uint32Array(size);
  return {
    column(other, column) {
      const said = byRow(other);
      for (let own = 0; own < size; own += 1) column[own] = said[rowOf[own] ?? 0] ?? NONE;
    },
    among(owns, other) {
      if (few > 0) {
        few -= owns.length;
        for (let i = 0; i < owns.length; i += 1) out[i] = valueAt(rowAt(rowOf[owns[i] ?? 0] ?? 0), other);
        return out;
      }
      const said = byRow(other);
      for (let i = 0; i < owns.length; i += 1) out[i] = said[rowOf[owns[i] ?? 0] ?? 0] ?? NONE;
      return out;
    },
    openTo(other) {
      const always = openToMost();
      if (always.length * MOST_OPEN > size) return undefined;
      const open = [...always];
      eachNaming(other, (own, _, row) => {
        if (baseOf(row) === NONE) open.push(own);
      });
      return new Int32Array(open).sort();
    },
    markMeeting(other, asked, bits) {
      const isMet = (said: PortsId): boolean => ports.intersection(said, asked) !== NONE;
      for (const { base, span } of spansByBase()) if (isMet(base)) addSpanAmong(bits, span, everybody());
      eachNaming(other, (own, value) => putBit(bits, own, isMet(value)));
    },
  };
}
