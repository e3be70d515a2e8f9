import { once, remember } from '../model/remember.ts';
import type { Direction, Policy, Tier } from '../policy/index.ts';
import { type BitRows, hasBitRows } from './bit-rows.ts';
import type { SeatClass } from './classes.ts';
import { solveHalf } from './half.ts';
import { keptBits } from './kept-bits.ts';
import { type Lines, lines } from './lines.ts';
import { nodeSharing } from './placement.ts';
import { PortTable } from './port-table.ts';
import { countEntries } from './row-entries.ts';
import { rulePorts } from './rule-ports.ts';
import { select } from './selection.ts';
import type { SelectorIndex } from './selector-index.ts';
import { planTiers, type PreparedTiers } from './tier-rules.ts';
import type { SolverWork } from './tier-walk.ts';
import { hasTieredBits, tieredBits } from './tiered-bits.ts';

/** How answers are kept: rows in memory, or wide ones worked out when asked for. `auto` goes by their size. */
export type SolverMode = 'auto' | 'rows' | 'wide';

/** Every answer between classes, as port set numbers. */
export interface Solution extends Lines {
  readonly ports: PortTable;
  readonly work: Readonly<SolverWork>;
  /** Who reaches a class on any port; absent where lines say it as quickly. */
  readonly anyInto: () => BitRows | undefined;
  /** For each class, whether a policy isolates it. */
  readonly isIsolated: { readonly ingress: Uint8Array; readonly egress: Uint8Array };
}

/** So many entries may rows have in all; beyond, they are not kept. */
const MOST_ENTRIES = 12_000_000;
/** Where bit rows can take their place, rows are dear sooner. */
const MOST_ADDITIVE_ENTRIES = 2_000_000;

function isolatedBy({ plans }: PreparedTiers, classes: number): Uint8Array {
  const isolated = new Uint8Array(classes);
  for (const { isIsolated } of plans)
    for (let id = 0; id < classes; id += 1) if (isIsolated[id] === 1) isolated[id] = 1;
  return isolated;
}

/**
 * Solves both directions, class against class, as far as somebody asks. A connection is the egress verdict of its source
 * less what the ingress verdict of its destination leaves out; it is put together when asked for, never stored.
 */
export function solve(
  tiers: readonly Tier[],
  classes: readonly SeatClass[],
  index: SelectorIndex,
  mode: SolverMode = 'auto',
): Solution {
  const ports = new PortTable();
  const work = { cells: 0, words: 0 };
  const podsOf = remember((policy: Policy) => index.podsIn(policy.subject));
  const portsOf = rulePorts(classes, ports);
  const prepare = (direction: Direction): PreparedTiers => {
    const selection = select(tiers, direction, classes, podsOf);
    return { selection, plans: planTiers(selection, index, portsOf) };
  };
  const [egress, ingress] = [prepare('egress'), prepare('ingress')];
  const isWide = once(() => {
    if (mode !== 'auto') return mode === 'wide';
    const most = hasBitRows({ egress, ingress }) ? MOST_ADDITIVE_ENTRIES : MOST_ENTRIES;
    const leaving = countEntries(egress, classes.length, most);
    return leaving > most || leaving + countEntries(ingress, classes.length, most - leaving) > most;
  });
  const solveDirection = (prepared: PreparedTiers) =>
    once(() => solveHalf({ ...prepared, classes, ports, isWide: isWide(), work }));
  const sharing = nodeSharing(classes.map(({ seat }) => seat.endpoint));
  const context = { egress, ingress, ports, sharing, size: classes.length, work };
  const halves = {
    egress: solveDirection(egress),
    ingress: solveDirection(ingress),
    ports,
    sharing,
    size: classes.length,
  };
  const bits = once(() => {
    if (!isWide()) return keptBits(halves);
    return hasTieredBits(context) ? tieredBits(context) : undefined;
  });
  return {
    ports,
    work,
    anyInto: () => bits(),
    isIsolated: { ingress: isolatedBy(ingress, classes.length), egress: isolatedBy(egress, classes.length) },
    ...lines(halves),
  };
}
