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
    const others: number[] = [];
    const ids: PortsId[] = [];
    const length = owns?.length ?? size;
    for (let i = 0; i < length; i += 1) {
      const one = first[i] ?? NONE;
      const other = second[i] ?? NONE;
      if (one === NONE || other === NONE) continue;
      const id = ports.intersection(one, other);
      if (id === NONE) continue;
      others.push(owns?.[i] ?? i);
      ids.push(id);
    }
    return { others, ids };
  };

  const reach = (source: number): Line => {
    const row = egress().rowOf(source);
    const admitting = ingress();
    if (row.base === NONE && admitting.isKept) return meet(row.values, admitting.among(row.ids, source), row.ids);
    admitting.column(source, columnScratch);
    if (isNode[source] === 1)
      for (let destination = 0; destination < size; destination += 1)
        if (mayShare(source, destination)) columnScratch[destination] = ALL;
    return meet(spread(row, rowScratch), columnScratch);
  };

  const reachInto = (destination: number): Line => {
    const row = ingress().rowOf(destination);
    const leaving = egress();
    const free = nodes.filter((source) => mayShare(source, destination));
    if (row.base === NONE && leaving.isKept && free.length === 0)
      return meet(row.values, leaving.among(row.ids, destination), row.ids);
    const admitted = spread(row, rowScratch);
    for (const source of free) admitted[source] = ALL;
    if (row.base === NONE && leaving.isKept) {
      const sources = mergedWith(row.ids, free);
      return meet(
        Uint32Array.from(sources, (source) => admitted[source] ?? NONE),
        leaving.among(sources, destination),
        sources,
      );
    }
    leaving.column(destination, columnScratch);
    return meet(columnScratch, admitted);
  };

  return { reach, reachInto };
}
