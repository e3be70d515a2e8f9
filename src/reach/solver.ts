import type { Tier } from '../policy/index.ts';
import { type SeatClass } from './classes.ts';
import { isNodeTraffic, mayShareNode } from './endpoint.ts';
import { type DirectionRows, directionRows } from './groups.ts';
import { NONE, type PortsId, PortTable } from './port-table.ts';
import type { RowContext } from './rows.ts';
import type { SelectorIndex } from './selector-index.ts';

/** Who reaches one destination at all, and what: most columns are nearly empty. */
export interface Column {
  readonly from: readonly number[];
  readonly ids: readonly PortsId[];
}

/** Every answer between classes, as port set numbers. */
export interface Solution {
  readonly ports: PortTable;
  readonly ingress: DirectionRows;
  readonly egress: DirectionRows;
  /** Writes what `source` may reach on every class into `out` and gives it back; all are class numbers. */
  readonly reach: (source: number, out: Uint32Array) => Uint32Array;
  /** What every class may reach on `destination`. */
  readonly reachInto: (destination: number) => Column;
}

/** For each class of node traffic, the classes whose pods may run on its node: their ingress is not policed. */
function exemptions(classes: readonly SeatClass[]): ReadonlyMap<number, Uint8Array> {
  const exempt = new Map<number, Uint8Array>();
  for (const [id, { seat }] of classes.entries())
    if (isNodeTraffic(seat.endpoint))
      exempt.set(
        id,
        Uint8Array.from(classes, (other) => (mayShareNode(seat.endpoint, other.seat.endpoint) ? 1 : 0)),
      );
  return exempt;
}

/**
 * Solves both directions once, class against class. A connection is the egress verdict of its source less what the
 * ingress verdict of its destination leaves out; it is put together when somebody asks, never stored.
 */
export function solve(tiers: readonly Tier[], classes: readonly SeatClass[], index: SelectorIndex): Solution {
  const ports = new PortTable();
  const context: RowContext = { classes, index, ports };
  const egress = directionRows(tiers, 'egress', context);
  const ingress = directionRows(tiers, 'ingress', context);
  const exempt = exemptions(classes);
  const reach = (source: number, out: Uint32Array): Uint32Array => {
    const row = egress.rows[egress.rowOf[source] ?? 0] ?? [];
    const free = exempt.get(source);
    for (let destination = 0; destination < out.length; destination += 1) {
      const leaving = row[destination] ?? NONE;
      if (leaving === NONE || free?.[destination] === 1) out[destination] = leaving;
      else
        out[destination] = ports.intersection(leaving, ingress.rows[ingress.rowOf[destination] ?? 0]?.[source] ?? NONE);
    }
    return out;
  };
  const isExempt = Uint8Array.from(classes, (_, id) => (exempt.has(id) ? 1 : 0));
  const reachInto = (destination: number): Column => {
    const row = ingress.rows[ingress.rowOf[destination] ?? 0] ?? [];
    const from: number[] = [];
    const ids: PortsId[] = [];
    const add = (source: number): void => {
      const leaving = egress.rows[egress.rowOf[source] ?? 0]?.[destination] ?? NONE;
      const isFree = exempt.get(source)?.[destination] === 1;
      const id = isFree ? leaving : ports.intersection(leaving, row[source] ?? NONE);
      if (id === NONE) return;
      from.push(source);
      ids.push(id);
    };
    // Isolated pods admit few, and what they do not admit needs no look at the sources' own rows.
    for (let source = 0; source < row.length; source += 1)
      if (row[source] !== NONE || isExempt[source] === 1) add(source);
    return { from, ids };
  };
  return { ports, ingress, egress, reach, reachInto };
}
