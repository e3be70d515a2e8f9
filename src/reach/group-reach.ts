import type { Classes } from './classes.ts';
import { meetingFaces } from './endpoint.ts';
import type { Seat } from './evaluate.ts';
import { NONE, type PortsId } from './port-table.ts';
import type { Column, Solution } from './solver.ts';

/** Answers between groups: one row, or one column, of port set numbers by group. */
export interface GroupReach {
  /** What a member of the group may reach on any other member of each group. */
  readonly from: (group: number) => Uint32Array;
  /** What any other member of each group may reach on a member of the group. */
  readonly into: (group: number) => Column;
}

interface ClassSeat {
  readonly id: number;
  readonly face: Seat['face'];
}

type ClassLine = (id: number, out: Uint32Array) => Uint32Array;

/** Between groups from between classes: an endpoint of several faces connects wherever two of them can. */
function groupLine(
  seats: readonly (readonly ClassSeat[])[],
  size: number,
  solution: Solution,
  line: ClassLine,
): (group: number) => Uint32Array {
  const soleClass = Int32Array.from(seats, (own) => (own.length === 1 ? (own[0]?.id ?? -1) : -1));
  const scratch: Uint32Array[] = [];
  const lineAt = (place: number): Uint32Array => (scratch[place] ??= new Uint32Array(size));
  return (group) => {
    const out = new Uint32Array(seats.length);
    const own = seats[group] ?? [];
    const lines = new Map(own.map((seat, place) => [seat, line(seat.id, lineAt(place))]));
    const first = lineAt(0);
    for (let other = 0; other < out.length; other += 1) {
      const sole = soleClass[other] ?? -1;
      if (own.length === 1 && sole >= 0) out[other] = first[sole] ?? NONE;
      else
        out[other] = meetingFaces(own, seats[other] ?? []).reduce<PortsId>(
          (all, [seat, met]) => solution.ports.union(all, lines.get(seat)?.[met.id] ?? NONE),
          NONE,
        );
    }
    return out;
  };
}

function writeColumn({ from, ids }: Column, out: Uint32Array): Uint32Array {
  out.fill(NONE);
  for (const [place, source] of from.entries()) out[source] = ids[place] ?? NONE;
  return out;
}

/** Collects the entries of a column, which mostly come in the order of groups. */
class ColumnBuilder {
  readonly from: number[] = [];
  readonly ids: PortsId[] = [];
  #last = -1;
  #isSorted = true;

  add(group: number, id: PortsId): void {
    if (id === NONE) return;
    this.#isSorted &&= group > this.#last;
    this.#last = group;
    this.from.push(group);
    this.ids.push(id);
  }

  build(): Column {
    const { from, ids } = this;
    if (this.#isSorted) return { from, ids };
    const places = [...from.keys()].sort((a, b) => (from[a] ?? 0) - (from[b] ?? 0));
    return { from: places.map((place) => from[place] ?? 0), ids: places.map((place) => ids[place] ?? NONE) };
  }
}

/** Columns by group. Those of endpoints with one face stay as sparse as the solver's own. */
function groupColumn(
  seats: readonly (readonly ClassSeat[])[],
  size: number,
  solution: Solution,
): (group: number) => Column {
  const dense = groupLine(seats, size, solution, (id, out) => writeColumn(solution.reachInto(id), out));
  const soleGroups: number[][] = Array.from({ length: size }, () => []);
  const others: number[] = [];
  for (const [group, own] of seats.entries()) {
    const [only] = own;
    if (own.length === 1 && only !== undefined) soleGroups[only.id]?.push(group);
    else others.push(group);
  }
  /** Written for the few groups with several faces, and cleared again. */
  const scratch = new Uint32Array(others.length === 0 ? 0 : size);

  return (group) => {
    const own = seats[group] ?? [];
    const [only] = own;
    const builder = new ColumnBuilder();
    if (own.length !== 1 || only === undefined) {
      for (const [from, id] of dense(group).entries()) builder.add(from, id);
      return builder.build();
    }
    const { from, ids } = solution.reachInto(only.id);
    for (let place = 0; place < from.length; place += 1) {
      const source = from[place] ?? 0;
      const id = ids[place] ?? NONE;
      for (const sole of soleGroups[source] ?? []) builder.add(sole, id);
      if (others.length > 0) scratch[source] = id;
    }
    for (const other of others) {
      const meeting = meetingFaces(seats[other] ?? [], own);
      builder.add(
        other,
        meeting.reduce<PortsId>((all, [seat]) => solution.ports.union(all, scratch[seat.id] ?? NONE), NONE),
      );
    }
    if (others.length > 0) for (const source of from) scratch[source] = NONE;
    return builder.build();
  };
}

/** Answers between groups from answers between classes. */
export function groupReach(
  classesOfGroup: readonly (readonly number[])[],
  { classes }: Classes,
  solution: Solution,
): GroupReach {
  // Most endpoints have one face: then groups are classes under the same numbers, and there is nothing to put together.
  if (
    classesOfGroup.length === classes.length &&
    classesOfGroup.every((ids, group) => ids.length === 1 && ids[0] === group)
  )
    return { from: (group) => solution.reach(group, new Uint32Array(classes.length)), into: solution.reachInto };
  const seats = classesOfGroup.map((ids) =>
    ids.flatMap((id) => {
      const found = classes[id];
      return found === undefined ? [] : [{ id, face: found.seat.face }];
    }),
  );
  return {
    from: groupLine(seats, classes.length, solution, solution.reach),
    into: groupColumn(seats, classes.length, solution),
  };
}
