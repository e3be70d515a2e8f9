import { once } from '../model/remember.ts';
import type { BitRows } from './bit-rows.ts';
import { type Bits, bitsSet, hasBit, setBit, wordsOf } from './bits.ts';
import type { Classes } from './classes.ts';
import { bitMove } from './bit-move.ts';
import type { Line } from './lines.ts';
import type { Solution } from './solver.ts';
import { ALL, NONE, type PortsId, type PortTable } from './port-table.ts';

/** Answers between groups of endpoints: one line of port set numbers by group. */
export interface GroupLines {
  /** What a member of the group may reach on any other member of each group. */
  readonly from: (group: number) => Line;
  /** What any other member of each group may reach on a member of the group. */
  readonly into: (group: number) => Line;
  /** What a member of one group may reach on any other member of another. */
  readonly between: (from: number, to: number) => PortsId;
  readonly anyInto: GroupBits;
}

/** The classes of a group's faces, and the address family of each; 0 where it is not known. */
interface Seats {
  readonly classes: readonly number[];
  readonly families: readonly number[];
}

/** What is open between the faces that can meet: of one family, or of any where no two are (a proxy does it). */
function betweenFaces(
  own: Seats,
  other: Seats,
  ports: PortTable,
  at: (ownFace: number, otherClass: number) => PortsId,
): PortsId {
  let isMet = false;
  let met: PortsId = NONE;
  let any: PortsId = NONE;
  for (let i = 0; i < own.classes.length; i += 1)
    for (let j = 0; j < other.classes.length; j += 1) {
      const id = at(i, other.classes[j] ?? 0);
      any = ports.union(any, id);
      const [a, b] = [own.families[i] ?? 0, other.families[j] ?? 0];
      if (a !== 0 && b !== 0 && a !== b) continue;
      isMet = true;
      met = ports.union(met, id);
    }
  return isMet ? met : any;
}

/** Lines between groups from lines between classes: an endpoint of several faces connects wherever two of them can. */
function groupLine(
  seats: readonly Seats[],
  size: number,
  ports: PortTable,
  lineOf: (id: number) => Line,
): (group: number) => Line {
  const scratch: Uint32Array[] = [];
  const soleGroups: number[][] = Array.from({ length: size }, () => []);
  const others: number[] = [];
  for (const [group, { classes }] of seats.entries()) {
    const [only] = classes;
    if (classes.length === 1 && only !== undefined) soleGroups[only]?.push(group);
    else others.push(group);
  }
  return (group) => {
    const own = seats[group] ?? { classes: [], families: [] };
    const found = own.classes.map(lineOf);
    for (const [face, line] of found.entries()) {
      const open = (scratch[face] ??= new Uint32Array(size));
      for (let i = 0; i < line.others.length; i += 1) open[line.others[i] ?? 0] = line.ids[i] ?? NONE;
    }
    const at = (face: number, id: number): PortsId => scratch[face]?.[id] ?? NONE;
    const candidates = [...reachedBy(found)].flatMap((id) => soleGroups[id] ?? []).concat(others);
    const reached: number[] = [];
    const ids: PortsId[] = [];
    for (const other of inOrder(candidates)) {
      const id = betweenFaces(own, seats[other] ?? own, ports, at);
      if (id === NONE) continue;
      reached.push(other);
      ids.push(id);
    }
    for (const [face, line] of found.entries()) {
      const open = scratch[face];
      if (open !== undefined) for (const other of line.others) open[other] = NONE;
    }
    return { others: reached, ids };
  };
}

/** Every class on the other side of some of these lines, once. */
function reachedBy(found: readonly Line[]): Iterable<number> {
  const [only] = found;
  return found.length === 1 && only !== undefined ? only.others : new Set(found.flatMap(({ others }) => others));
}

/** Mostly they are ascending already. */
function inOrder(groups: number[]): readonly number[] {
  const isSorted = groups.every((group, place) => place === 0 || (groups[place - 1] ?? 0) < group);
  return isSorted ? groups : groups.sort((a, b) => a - b);
}

/** Who reaches a group on any port: one bit a group. What comes back may be written over by the next call. */
export type GroupBits = (group: number) => Bits;

/** From lines. */
function groupBits(into: (group: number) => Line, count: number): GroupBits {
  const out = new Uint32Array(wordsOf(count));
  return (group) => {
    out.fill(0);
    for (const other of into(group).others) setBit(out, other);
    return out;
  };
}

/** From bit rows between classes: those of groups with one face are moved as they are. */
function groupBitsOfRows(seats: readonly Seats[], size: number, ports: PortTable, rows: BitRows): GroupBits {
  const target = new Int32Array(size).fill(-1);
  const others: number[] = [];
  for (const [group, { classes }] of seats.entries()) {
    const [only] = classes;
    if (classes.length === 1 && only !== undefined && target[only] === -1) target[only] = group;
    else others.push(group);
  }
  const toGroups = bitMove(target);
  const out = new Uint32Array(wordsOf(seats.length));
  const byLines = groupBits(
    groupLine(seats, size, ports, (id) => lineOfBits(rows(id))),
    seats.length,
  );
  return (group) => {
    const own = seats[group];
    const [only] = own?.classes ?? [];
    if (own === undefined || only === undefined || own.classes.length > 1) return byLines(group);
    const bits = rows(only);
    const at = (_: number, id: number): PortsId => (hasBit(bits, id) ? ALL : NONE);
    out.fill(0);
    toGroups.move(bits, out);
    for (const other of others) if (betweenFaces(own, seats[other] ?? own, ports, at) !== NONE) setBit(out, other);
    return out;
  };
}

/** Answers between groups from answers between classes. */
export function groupLines(
  classesOfGroup: readonly (readonly number[])[],
  { classes }: Classes,
  { reach, reachInto, between, anyInto, ports }: Solution,
): GroupLines {
  // Most endpoints have one face: then groups are classes under the same numbers, and there is nothing to put together.
  if (
    classesOfGroup.length === classes.length &&
    classesOfGroup.every((ids, group) => ids.length === 1 && ids[0] === group)
  ) {
    const bits = once(() => anyInto() ?? groupBits(reachInto, classes.length));
    return { from: reach, into: reachInto, between, anyInto: (group) => bits()(group) };
  }
  const seats = classesOfGroup.map((ids): Seats => ({
    classes: ids,
    families: ids.map((id) => classes[id]?.seat.face.family ?? 0),
  }));
  const linesBy = (lineOf: (id: number) => Line): ((group: number) => Line) =>
    groupLine(seats, classes.length, ports, lineOf);
  const into = linesBy(reachInto);
  const nobody: Seats = { classes: [], families: [] };
  const betweenGroups = (from: number, to: number): PortsId => {
    const [own, other] = [seats[from] ?? nobody, seats[to] ?? nobody];
    return betweenFaces(own, other, ports, (face, id) => between(own.classes[face] ?? 0, id));
  };
  const bits = once(() => {
    const rows = anyInto();
    return rows === undefined ? groupBits(into, seats.length) : groupBitsOfRows(seats, classes.length, ports, rows);
  });
  return { from: linesBy(reach), into, between: betweenGroups, anyInto: (group) => bits()(group) };
}

/** Any port is as good as all of them where only that is asked. */
function lineOfBits(bits: Bits): Line {
  const others = bitsSet(bits);
  return { others, ids: others.map(() => ALL) };
}
