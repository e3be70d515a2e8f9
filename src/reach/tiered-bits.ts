import { type BitContext, type BitRows, bitRows } from './bit-rows.ts';
import { addAmong, addRows, type Bits, wordsOf } from './bits.ts';
import { egressTier, ingressTier, type MetRule, type MetTier, setOrdered } from './met-tiers.ts';
import { setNodesOf } from './placement.ts';
import { type PortAtoms, portCutter } from './port-atoms.ts';
import type { PortsId } from './port-table.ts';
import { Strip } from './strip.ts';
import type { PreparedTiers } from './tier-rules.ts';

const additivePart = ({ selection, plans }: PreparedTiers): PreparedTiers => ({
  selection,
  plans: plans.filter(({ isAdditive }) => isAdditive),
});

const hasOrder = ({ plans }: PreparedTiers): boolean => plans.some(({ isAdditive }) => !isAdditive);

/** Whether each direction has one tier without order at most, and no other tier that denies what it leaves. */
export const hasTieredBits = ({ egress, ingress }: Pick<BitContext, 'egress' | 'ingress'>): boolean =>
  [egress, ingress].every(
    ({ plans }) =>
      plans.filter(({ isAdditive }) => isAdditive).length < 2 &&
      plans.every(({ isAdditive, isIsolated }) => isAdditive || !isIsolated.includes(1)),
  );

/** Sources as a strip, and what a rule decides for them. */
interface Decided {
  readonly action: MetRule['action'];
  readonly ports: PortsId;
  readonly sources: Bits;
}

/** The rules of a tier, in order; where there is none, those on the same ports are one. */
function decidedBy({ isAdditive, rules }: MetTier, strip: Strip): readonly Decided[] {
  const decided: Decided[] = [];
  const byPorts = new Map<PortsId, Bits>();
  for (const { action, sources, ports } of rules) {
    const known = byPorts.get(ports);
    const bits = known ?? new Uint32Array(strip.length);
    if (known === undefined) decided.push({ action, ports, sources: bits });
    if (isAdditive) byPorts.set(ports, bits);
    if (sources === 'anyone') bits.fill(~0);
    else for (const members of sources) strip.add(bits, members);
  }
  return decided;
}

/** Takes sources from one strip, for those that are there to another, if any. */
function take(from: Bits, sources: Bits, to: Bits | undefined): void {
  for (let i = 0; i < from.length; i += 1) {
    const taken = (from[i] ?? 0) & (sources[i] ?? 0);
    from[i] = (from[i] ?? 0) & ~taken;
    if (to !== undefined) to[i] = (to[i] ?? 0) | taken;
  }
}

/** What the tiers of one direction allow: a strip for each part of the ports. */
function allowedBy(tiers: readonly MetTier[], strip: Strip, { count, partsOf }: PortAtoms): readonly Bits[] {
  const strips = (): Bits[] => Array.from({ length: count }, () => new Uint32Array(strip.length));
  const allowed = strips();
  const open = strips();
  for (const bits of open) bits.fill(~0);
  for (const tier of tiers) {
    const passed = tier.isAdditive ? [] : strips();
    const takers = { allow: allowed, pass: passed, deny: [] };
    for (const { action, ports, sources } of decidedBy(tier, strip))
      for (const part of partsOf(ports)) take(open[part] as Bits, sources, takers[action][part]);
    const isolated = strip.cut(tier.isolated);
    for (const [part, bits] of open.entries()) {
      take(bits, isolated, undefined);
      addRows(bits, passed.slice(part, part + 1));
    }
  }
  for (const [part, bits] of allowed.entries()) addRows(bits, open.slice(part, part + 1));
  return allowed;
}

/**
 * Who reaches a class on any port, where ordered tiers (admin and baseline policies) stand beside one without order. Sources
 * that no ordered rule is about are what {@link bitRows} says; the others are walked tier by tier, 32 of them at a time, for
 * each part into which the ports of these rules cut one another. Needs {@link hasTieredBits}.
 */
export function tieredBits(context: BitContext): BitRows {
  const { egress, ingress, ports, sharing, size, work } = context;
  const plain = bitRows({ ...context, egress: additivePart(egress), ingress: additivePart(ingress) });
  if (!hasOrder(egress) && !hasOrder(ingress)) return plain;
  const leaving = egress.plans.map((plan) => egressTier(plan, size));
  const entering = ingress.plans.map((plan) => ingressTier(plan, size));
  const cutPorts = portCutter(ports);
  const ordered = new Uint32Array(wordsOf(size));
  return (destination) => {
    const row = plain(destination);
    const out = leaving.map((tierOf) => tierOf(destination));
    const into = entering.map((tierOf) => tierOf(destination));
    const tiers = [...out, ...into];
    ordered.fill(0);
    setOrdered(ordered, size, tiers);
    const strip = new Strip(ordered);
    if (strip.length === 0) return row;
    const rules = tiers.flatMap((tier) => tier.rules);
    work.words += rules.length * strip.length;
    const atoms = cutPorts(rules.map((rule) => rule.ports));
    const entered = allowedBy(into, strip, atoms);
    const found = new Uint32Array(strip.length);
    for (const [part, left] of allowedBy(out, strip, atoms).entries()) addAmong(found, left, 0, entered[part] as Bits);
    strip.put(found, row, ordered);
    setNodesOf(row, sharing, destination);
    return row;
  };
}
