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

/** Collects what is open. */
class LineBuilder implements Line {
  readonly others: number[] = [];
  readonly ids: PortsId[] = [];

  add(other: number, id: PortsId): void {
    if (id === NONE) return;
    this.others.push(other);
    this.ids.push(id);
  }
}

/** A row written out for every class. */
function spread({ base, ids, values }: SparseRow, out: Uint32Array): Uint32Array {
  out.fill(base);
  for (let i = 0; i < ids.length; i += 1) out[ids[i] ?? 0] = values[i] ?? NONE;
  return out;
}

/** Two ascending lists as one. */
function mergedWith(ids: Int32Array, others: readonly number[]): Iterable<number> {
  return others.length === 0 ? ids : [...new Set([...ids, ...others])].sort((a, b) => a - b);
}

/**
 * Puts lines together from both directions. A node always reaches what runs on it: there the ingress verdict has no say.
 */
export function lines({ egress, ingress, ports, sharing, size }: LineContext): Lines {
  const { isNode, nodes, mayShare } = sharing;
  const rowScratch = new Uint32Array(size);
  const columnScratch = new Uint32Array(size);
  const isFree = (source: number, destination: number): boolean =>
    isNode[source] === 1 && mayShare(source, destination);

  const reach = (source: number): Line => {
    const line = new LineBuilder();
    const row = egress().rowOf(source);
    if (row.base === NONE && ingress().isKept) {
      for (let i = 0; i < row.ids.length; i += 1) {
        const destination = row.ids[i] ?? 0;
        line.add(destination, ports.intersection(row.values[i] ?? NONE, ingress().at(destination, source)));
      }
      return line;
    }
    const leaving = spread(row, rowScratch);
    ingress().column(source, columnScratch);
    for (let destination = 0; destination < size; destination += 1) {
      const admitted = isFree(source, destination) ? ALL : (columnScratch[destination] ?? NONE);
      line.add(destination, ports.intersection(leaving[destination] ?? NONE, admitted));
    }
    return line;
  };

  const reachInto = (destination: number): Line => {
    const line = new LineBuilder();
    const row = ingress().rowOf(destination);
    const admitted = spread(row, rowScratch);
    if (row.base === NONE && egress().isKept) {
      const free = nodes.filter((source) => mayShare(source, destination));
      for (const source of free) admitted[source] = ALL;
      for (const source of mergedWith(row.ids, free))
        line.add(source, ports.intersection(egress().at(source, destination), admitted[source] ?? NONE));
      return line;
    }
    egress().column(destination, columnScratch);
    for (const source of nodes) if (mayShare(source, destination)) admitted[source] = ALL;
    for (let source = 0; source < size; source += 1)
      line.add(source, ports.intersection(columnScratch[source] ?? NONE, admitted[source] ?? NONE));
    return line;
  };

  return { reach, reachInto };
}
