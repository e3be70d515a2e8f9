import type { Classes } from './classes.ts';
import type { Line, Lines } from './lines.ts';
import { NONE, type PortsId, type PortTable } from './port-table.ts';

/** Answers between groups of endpoints: one line of port set numbers by group. */
export interface GroupLines {
  /** What a member of the group may reach on any other member of each group. */
  readonly from: (group: number) => Line;
  /** What any other member of each group may reach on a member of the group. */
  readonly into: (group: number) => Line;
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
    const entries: { group: number; id: PortsId }[] = [];
    const add = (other: number): void => {
      const id = betweenFaces(own, seats[other] ?? own, ports, at);
      if (id !== NONE) entries.push({ group: other, id });
    };
    for (const reached of new Set(found.flatMap((line) => line.others))) soleGroups[reached]?.forEach(add);
    others.forEach(add);
    for (const [face, line] of found.entries()) for (const other of line.others) (scratch[face] ?? [])[other] = NONE;
    entries.sort((a, b) => a.group - b.group);
    return { others: entries.map((entry) => entry.group), ids: entries.map(({ id }) => id) };
  };
}

/** Answers between groups from answers between classes. */
export function groupLines(
  classesOfGroup: readonly (readonly number[])[],
  { classes }: Classes,
  { reach, reachInto }: Lines,
  ports: PortTable,
): GroupLines {
  // Most endpoints have one face: then groups are classes under the same numbers, and there is nothing to put together.
  if (
    classesOfGroup.length === classes.length &&
    classesOfGroup.every((ids, group) => ids.length === 1 && ids[0] === group)
  )
    return { from: reach, into: reachInto };
  const seats = classesOfGroup.map((ids): Seats => ({
    classes: ids,
    families: ids.map((id) => classes[id]?.seat.face.family ?? 0),
  }));
  return {
    from: groupLine(seats, classes.length, ports, reach),
    into: groupLine(seats, classes.length, ports, reachInto),
  };
}
