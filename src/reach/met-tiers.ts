import { once } from '../model/remember.ts';
import { type Bits, fillBits, setAll, setBit, wordsOf } from './bits.ts';
import { NONE, type PortsId } from './port-table.ts';
import { rulesMeeting } from './rules-meeting.ts';
import type { Members } from './selector-index.ts';
import type { TierPlan, TierRule } from './tier-rules.ts';

/** A rule that is about a destination: what it decides, for which sources, on which ports of it. */
export interface MetRule {
  readonly action: TierRule['action'];
  readonly sources: readonly Members[] | 'anyone';
  readonly ports: PortsId;
}

/** What one tier says of a destination, and the sources from which it denies what its rules leave. */
export interface MetTier {
  readonly isAdditive: boolean;
  readonly rules: readonly MetRule[];
  readonly isolated: Bits;
}

/** Rules that open nothing on a destination, by a name that it does not know, say nothing of it. */
const isMet = ({ ports }: MetRule): boolean => ports !== NONE;

/** For each destination, the rules of the policies of a tier that select it. */
export function ingressTier(plan: TierPlan, size: number): (destination: number) => MetTier {
  const [nobody, everybody] = [new Uint32Array(wordsOf(size)), new Uint32Array(wordsOf(size)).fill(~0)];
  const { isAdditive, selecting, rulesOf, isIsolated } = plan;
  return (destination) => {
    const rules: MetRule[] = [];
    for (let i = selecting.starts[destination] ?? 0; i < (selecting.starts[destination + 1] ?? 0); i += 1)
      for (const { action, peers, ports } of rulesOf(selecting.items[i] ?? 0))
        rules.push({ action, sources: peers, ports: ports.fixed ?? ports.on(destination) });
    return { isAdditive, rules: rules.filter(isMet), isolated: isIsolated[destination] === 1 ? everybody : nobody };
  };
}

/** For each destination, the rules of a tier that name it, with the sources that their policies select. */
export function egressTier(plan: TierPlan, size: number): (destination: number) => MetTier {
  const { isAdditive, isIsolated } = plan;
  const meeting = once(() => rulesMeeting(plan, size));
  const isolated = new Uint32Array(wordsOf(size));
  for (const [id, is] of isIsolated.entries()) if (is === 1) setBit(isolated, id);
  return (destination) => {
    const { at, rules, subjects } = meeting();
    const met = Array.from(at(destination), (number): MetRule => {
      const { action, ports } = rules[number] as TierRule;
      return { action, sources: [subjects[number] as Members], ports: ports.fixed ?? ports.on(destination) };
    });
    return { isAdditive, rules: met.filter(isMet), isolated };
  };
}

/** Sets the bits of the sources that rules with an order are about. */
export function setOrdered(bits: Bits, size: number, tiers: readonly MetTier[]): void {
  for (const { sources } of tiers.flatMap(({ isAdditive, rules }) => (isAdditive ? [] : rules)))
    if (sources === 'anyone') fillBits(bits, size);
    else for (const members of sources) setAll(bits, members);
}
