import { extended } from '../model/extended.ts';
import { type SparseRow } from './compose.ts';
import type { Half } from './half.ts';
import type { NodeSharing } from './placement.ts';
import { ALL, NONE, type PortsId, type PortTable } from './port-table.ts';

/** Who is on the other side at all, ascending, and what is open: most lines are nearly empty. */
export interface Line {
  readonly others: readonly number[];
  readonly ids: readonly PortsId[];
}

/** Answers between classes, line by line. */
export interface Lines {
  /** What `source` may reach on every class. */
  readonly reach: (source: number) => Line;
  /** What every class may reach on `destination`. */
  readonly reachInto: (destination: number) => Line;
  /** What `source` may reach on `destination`: quicker than a line where few are asked for. */
  readonly between: (source: number, destination: number) => PortsId;
}

export interface LineContext {
  readonly egress: () => Half;
  readonly ingress: () => Half;
  readonly ports: PortTable;
  readonly sharing: NodeSharing;
  /** The number of classes. */
  readonly size: number;
}

/** A row written out for every class. */
function spread({ base, ids, values }: SparseRow, out: Uint32Array): Uint32Array {
  out.fill(base);
  for (let i = 0; i < ids.length; i += 1) out[ids[i] ?? 0] = values[i] ?? NONE;
  return out;
}

/** Two ascending lists as one. */
function mergedWith(ids: Int32Array, others: readonly number[]): Int32Array {
  return others.length === 0 ? ids : Int32Array.from(new Set([...ids, ...others])).sort();
}

/**
 * Puts lines together from both directions. A node always reaches what runs on it: there the ingress verdict has no say.
 */
export function lines({ egress, ingress, ports, sharing, size }: LineContext): Lines {
  const { isNode, nodes, mayShare } = sharing;
  const rowScratch = new Uint32Array(size);
  const columnScratch = new Uint32Array(size);

  /** What is open to those of `owns` (everybody where there are none), from what each direction says one by one. */
  const meet = (first: Uint32Array, second: Uint32Array, owns?: Int32Array): Line => {
    let others: number[] = [];
    let ids: PortsId[] = [];
    const length = owns?.length ?? size;
    for (let i = 0; i < length; i += 1) {
      const one = first[i] ?? NONE;
      const other = second[i] ?? NONE;
      if (one === NONE || other === NONE) continue;
      const id = ports.intersection(one, other);
      if (id === NONE) continue;
      others = extended(others, owns?.[i] ?? i);
      ids = extended(ids, id);
    }
    return { others, ids };
  };

  /** What is open between one and those on the other side; its own policies have no say about `free`. */
  const lineOf = (own: number, row: SparseRow, free: readonly number[], side: Half): Line => {
    const { kept } = side;
    if (row.base === NONE && kept !== undefined && free.length === 0)
      return meet(row.values, kept.among(row.ids, own), row.ids);
    const said = spread(row, rowScratch);
    for (const other of free) said[other] = ALL;
    const owns = row.base === NONE && kept !== undefined ? mergedWith(row.ids, free) : kept?.openTo(own);
    if (kept !== undefined && owns !== undefined) {
      const here = Uint32Array.from(owns, (other) => said[other] ?? NONE);
      return meet(here, kept.among(owns, own), owns);
    }
    side.column(own, columnScratch);
    return meet(said, columnScratch);
  };

  const reach = (source: number): Line => {
    const row = egress().rowOf(source);
    if (isNode[source] !== 1) return lineOf(source, row, [], ingress());
    ingress().column(source, columnScratch);
    for (let destination = 0; destination < size; destination += 1)
      if (mayShare(source, destination)) columnScratch[destination] = ALL;
    return meet(spread(row, rowScratch), columnScratch);
  };

  const reachInto = (destination: number): Line => {
    const free = nodes.filter((source) => mayShare(source, destination));
    return lineOf(destination, ingress().rowOf(destination), free, egress());
  };

  const between = (source: number, destination: number): PortsId => {
    const said = egress().at(source, destination);
    if (said === NONE || (isNode[source] === 1 && mayShare(source, destination))) return said;
    return ports.intersection(said, ingress().at(destination, source));
  };

  return { reach, reachInto, between };
}
