import { union } from '../model/intervals.ts';
import type { PortSet } from '../model/port-set.ts';
import type { Direction, PolicyRules, Rule } from '../policy/index.ts';
import type { SeatClass } from './classes.ts';
import { portsOn } from './matching.ts';
import { ALL, NONE, type PortsId, type PortTable } from './port-table.ts';
import type { SelectorIndex } from './selector-index.ts';

/** Port sets by class of the other side. */
export type Row = Uint16Array | Uint32Array;

/** What one tier makes of every port towards every class: allowed, or left to the tiers behind; the rest is denied. */
export interface TierRow {
  readonly allowed: Row;
  /** Absent when the tier decides everything. */
  readonly remaining?: Row;
}

const LARGEST_SHORT = 0xffff;

/** No id is larger than the number of sets, so the row itself need not be looked at. */
const compact = (scratch: Uint32Array, ports: PortTable): Row =>
  ports.size <= LARGEST_SHORT ? new Uint16Array(scratch) : scratch.slice();

/** Everything that rows are computed from. */
export interface RowContext {
  readonly classes: readonly SeatClass[];
  readonly index: SelectorIndex;
  readonly ports: PortTable;
}

/** The ports of rules as numbers. Names are resolved on the destination, once for each way of declaring ports. */
function rulePorts({ classes, ports }: RowContext): (rule: Rule, destination: number) => PortsId {
  const fixed = new Map<Rule, PortsId>();
  const byDestination = new Map<Rule, Map<string, PortsId>>();
  const resolve = (rule: Rule, destination: number): PortsId => {
    const endpoint = classes[destination]?.seat.endpoint;
    if (rule.ports === 'any' || endpoint === undefined) return ALL;
    return ports.intern(rule.ports.reduce<PortSet>((all, match) => union(all, portsOn(match, endpoint)), []));
  };
  return (rule, destination) => {
    const known = fixed.get(rule);
    if (known !== undefined) return known;
    if (!hasNamedPort(rule)) {
      const id = resolve(rule, destination);
      fixed.set(rule, id);
      return id;
    }
    const key = classes[destination]?.portsKey ?? '';
    const resolved = byDestination.get(rule) ?? new Map<string, PortsId>();
    byDestination.set(rule, resolved);
    const id = resolved.get(key) ?? resolve(rule, destination);
    resolved.set(key, id);
    return id;
  };
}

export const hasNamedPort = ({ ports }: Rule): boolean => ports !== 'any' && ports.some(({ type }) => type === 'named');

/** Every rule allows and the tier isolates: the common case, where order and leftovers do not matter. */
const isAdditive = (policies: readonly PolicyRules[]): boolean =>
  policies.some(({ isolates }) => isolates) &&
  policies.every(({ rules }) => rules.every(({ action }) => action === 'allow'));

const canPass = (policies: readonly PolicyRules[]): boolean =>
  policies.some(({ rules }) => rules.some(({ action }) => action === 'pass'));

/** Computes rows; the work arrays are used again and again. */
export function tierWalker(
  context: RowContext,
): (direction: Direction, own: number, policies: readonly PolicyRules[]) => TierRow {
  const { classes, index, ports } = context;
  const portsOf = rulePorts(context);
  const size = classes.length;
  const allowed = new Uint32Array(size);
  const passed = new Uint32Array(size);
  const undecided = new Uint32Array(size);

  const allow = (rule: Rule, other: number, destination: number): void => {
    allowed[other] = ports.union(allowed[other] ?? NONE, portsOf(rule, destination));
  };
  const decide = (rule: Rule, other: number, destination: number): void => {
    const before = undecided[other] ?? NONE;
    const taken = before === NONE ? NONE : ports.intersection(before, portsOf(rule, destination));
    if (taken === NONE) return;
    undecided[other] = ports.difference(before, taken);
    if (rule.action === 'allow') allowed[other] = ports.union(allowed[other] ?? NONE, taken);
    else if (rule.action === 'pass') passed[other] = ports.union(passed[other] ?? NONE, taken);
  };

  /** One tier for one group of endpoints, towards all classes at once. */
  return (direction, own, policies) => {
    const isPlain = isAdditive(policies);
    const apply = isPlain ? allow : decide;
    allowed.fill(NONE);
    if (!isPlain) {
      passed.fill(NONE);
      undecided.fill(ALL);
    }
    const isIngress = direction === 'ingress';
    for (const { rules } of policies)
      for (const rule of rules) {
        if (rule.peers === 'anyone')
          for (let other = 0; other < size; other += 1) apply(rule, other, isIngress ? own : other);
        else
          for (const peer of rule.peers)
            for (const other of index.matching(peer)) apply(rule, other, isIngress ? own : other);
      }
    const isIsolated = policies.some(({ isolates }) => isolates);
    if (isPlain || (isIsolated && !canPass(policies))) return { allowed: compact(allowed, ports) };
    const remaining = isIsolated ? passed : passed.map((id, other) => ports.union(id, undecided[other] ?? NONE));
    return { allowed: compact(allowed, ports), remaining: compact(remaining, ports) };
  };
}

/** Walks on from tier to tier: what a tier leaves is decided by the next, and what the last leaves is allowed. */
export function composeTiers(tiers: readonly TierRow[], size: number, ports: PortTable): Row {
  const [only] = tiers;
  if (tiers.length === 1 && only !== undefined && only.remaining === undefined) return only.allowed;
  const allowed = new Uint32Array(size);
  const open = new Uint32Array(size).fill(ALL);
  for (const tier of tiers)
    for (let other = 0; other < size; other += 1) {
      const here = open[other] ?? NONE;
      if (here === NONE) continue;
      allowed[other] = ports.union(allowed[other] ?? NONE, ports.intersection(here, tier.allowed[other] ?? NONE));
      open[other] = ports.intersection(here, tier.remaining?.[other] ?? NONE);
    }
  return compact(
    allowed.map((id, other) => ports.union(id, open[other] ?? NONE)),
    ports,
  );
}
