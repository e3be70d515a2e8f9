import { once } from '../model/remember.ts';
import { type BitContext, type BitRows, bitRows } from './bit-rows.ts';
import { addRows, type Bits, fillBits, setAll, setBit, wordsOf } from './bits.ts';
import { type PortAtoms, portCutter } from './port-atoms.ts';
import { NONE, type PortsId } from './port-table.ts';
import { rulesMeeting } from './rules-meeting.ts';
import type { Members } from './selector-index.ts';
import { Strip } from './strip.ts';
import type { TierPlan, TierRule } from './tier-rules.ts';

type Side = BitContext['ingress'];

/** A rule that is about a destination: what it decides, for which sources, on which of its ports. */
interface MetRule {
  readonly action: TierRule['action'];
  readonly sources: readonly Members[] | 'anyone';
  readonly ports: PortsId;
}

/** What one tier says of a destination, and the sources for which it denies what is left. */
interface MetTier {
  readonly isAdditive: boolean;
  readonly rules: readonly MetRule[];
  readonly isolated: Bits;
}

const additivePart = ({ selection, plans }: Side): Side => ({
  selection,
  plans: plans.filter(({ isAdditive }) => isAdditive),
});

const isPlain = ({ plans }: Side): boolean => plans.every(({ isAdditive }) => isAdditive);

/** Whether each direction has one tier without order at most, and no other tier that denies what it leaves. */
export const hasTieredBits = ({ egress, ingress }: Pick<BitContext, 'egress' | 'ingress'>): boolean =>
  [egress, ingress].every(
    ({ plans }) =>
      plans.filter(({ isAdditive }) => isAdditive).length < 2 &&
      plans.every(({ isAdditive, isIsolated }) => isAdditive || !isIsolated.includes(1)),
  );

/** For each destination, the rules of the policies of a tier that select it. */
function ingressTier(plan: TierPlan, size: number): (destination: number) => MetTier {
  const [nobody, everybody] = [new Uint32Array(wordsOf(size)), new Uint32Array(wordsOf(size)).fill(~0)];
  const { isAdditive, selecting, rulesOf, isIsolated } = plan;
  return (destination) => {
    const rules: MetRule[] = [];
    for (let i = selecting.starts[destination] ?? 0; i < (selecting.starts[destination + 1] ?? 0); i += 1)
      for (const { action, peers, ports } of rulesOf(selecting.items[i] ?? 0))
        rules.push({ action, sources: peers, ports: ports.fixed ?? ports.on(destination) });
    return { isAdditive, rules, isolated: isIsolated[destination] === 1 ? everybody : nobody };
  };
}

/** For each destination, the rules of a tier that name it, with the sources that their policies select. */
function egressTier(plan: TierPlan, size: number): (destination: number) => MetTier {
  const meeting = once(() => rulesMeeting(plan, size));
  const isolated = new Uint32Array(wordsOf(size));
  for (const [id, isIsolated] of plan.isIsolated.entries()) if (isIsolated === 1) setBit(isolated, id);
  return (destination) => {
    const { at, rules, subjects } = meeting();
    const met = Array.from(at(destination), (number): MetRule => {
      const { action, ports } = rules[number] as TierRule;
      return { action, sources: [subjects[number] as Members], ports: ports.fixed ?? ports.on(destination) };
    });
    return { isAdditive: plan.isAdditive, rules: met, isolated };
  };
}

/** Adds the sources that ordered rules are about. */
function touch(touched: Bits, size: number, tiers: readonly MetTier[]): void {
  for (const { isAdditive, rules } of tiers)
    for (const { sources, ports } of isAdditive ? [] : rules)
      if (ports === NONE) continue;
      else if (sources === 'anyone') fillBits(touched, size);
      else for (const members of sources) setAll(touched, members);
}

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
    if (ports === NONE) continue;
    let bits = isAdditive ? byPorts.get(ports) : undefined;
    if (bits === undefined) {
      bits = new Uint32Array(strip.length);
      byPorts.set(ports, bits);
      decided.push({ action, ports, sources: bits });
    }
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
function walk(tiers: readonly MetTier[], strip: Strip, atoms: PortAtoms): Bits[] {
  const strips = (): Bits[] => Array.from({ length: atoms.count }, () => new Uint32Array(strip.length));
  const allowed = strips();
  const open = strips();
  for (const bits of open) bits.fill(~0);
  for (const tier of tiers) {
    const passed = tier.isAdditive ? [] : strips();
    for (const { action, ports, sources } of decidedBy(tier, strip))
      for (const atom of atoms.of(ports)) {
        const from = open[atom];
        if (from !== undefined) take(from, sources, { allow: allowed, pass: passed, deny: [] }[action][atom]);
      }
    const isolated = strip.cut(tier.isolated);
    for (const [atom, bits] of open.entries()) {
      const back = passed[atom];
      for (let i = 0; i < bits.length; i += 1) bits[i] = ((bits[i] ?? 0) & ~(isolated[i] ?? 0)) | (back?.[i] ?? 0);
    }
  }
  for (const [atom, bits] of open.entries()) addRows(allowed[atom] as Bits, [bits]);
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
  if (isPlain(egress) && isPlain(ingress)) return plain;
  const leaving = egress.plans.map((plan) => egressTier(plan, size));
  const entering = ingress.plans.map((plan) => ingressTier(plan, size));
  const cutPorts = portCutter(ports);
  const strip = new Strip(size);
  const touched = new Uint32Array(wordsOf(size));
  return (destination) => {
    const row = plain(destination);
    const [out, into] = [leaving, entering].map((tiers) => tiers.map((tier) => tier(destination)));
    touched.fill(0);
    for (const tiers of [out, into]) touch(touched, size, tiers ?? []);
    strip.follow(touched);
    if (strip.length === 0) return row;
    const met = [...(out ?? []), ...(into ?? [])].flatMap(({ rules }) => rules);
    work.words += met.length * strip.length;
    const atoms = cutPorts(new Set(met.map((rule) => rule.ports)));
    const [left, entered] = [walk(out ?? [], strip, atoms), walk(into ?? [], strip, atoms)];
    const found = new Uint32Array(strip.length);
    for (let atom = 0; atom < atoms.count; atom += 1)
      for (let i = 0; i < found.length; i += 1)
        found[i] = (found[i] ?? 0) | ((left[atom]?.[i] ?? 0) & (entered[atom]?.[i] ?? 0));
    strip.put(found, row, touched);
    // A node always reaches what runs on it.
    for (const source of sharing.nodes) if (sharing.mayShare(source, destination)) setBit(row, source);
    return row;
  };
}
