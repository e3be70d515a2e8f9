import { type Bits, setBit } from './bits.ts';
import { placeIn } from './compose.ts';
import { type Overlap, overlapReader } from './overlaps.ts';
import { NONE, type PortsId, type PortTable } from './port-table.ts';
import type { RulesMeeting } from './rules-meeting.ts';
import type { TierPlan, TierRule } from './tier-rules.ts';
import type { SolverWork } from './tier-walk.ts';

interface OverlapContext {
  readonly admitting: TierPlan;
  readonly leaving: TierPlan;
  readonly met: RulesMeeting;
  readonly ports: PortTable;
  readonly size: number;
  readonly work: SolverWork;
}

/** Overlaps are looked at where they are expected to be so many times smaller than the rules they come from. */
const SMALLER = 16;

/**
 * Bit rows where every rule names few of very many: an ingress rule and an egress rule then have next to no source in
 * common, and it is quicker to know these sources than to lay the rules over one another.
 */
export function overlapRows({
  admitting,
  leaving,
  met,
  ports,
  size,
  work,
}: OverlapContext): (destination: number, out: Bits) => boolean {
  const overlapOf = overlapReader(leaving, met, ports);
  const unbound = met.rules.length;
  /** How many sources no policy isolates: they overlap with every ingress rule that names them. */
  const free = leaving.isIsolated.reduce((count, isolated) => count - isolated, size);
  const rulesFor = (destination: number): TierRule[] => {
    const { starts, items } = admitting.selecting;
    const rules: TierRule[] = [];
    for (let i = starts[destination] ?? 0; i < (starts[destination + 1] ?? 0); i += 1)
      for (const rule of admitting.rulesOf(items[i] ?? 0)) rules.push(rule);
    return rules;
  };
  /** Whether what overlaps have in common, if rules name their sources at random, is little beside the rules. */
  const isSparse = (rules: readonly TierRule[], numbers: Int32Array, kinds: number): boolean => {
    let peers = 0;
    for (const rule of rules) {
      if (rule.peers === 'anyone' || rule.ports.fixed === undefined) return false;
      for (const members of rule.peers) peers += members.length;
    }
    let subjects = 0;
    for (const number of numbers) subjects += met.subjects[number]?.length ?? 0;
    const shared = (peers * (subjects / Math.max(1, kinds) + free)) / size;
    return shared * SMALLER < peers;
  };
  const addFrom = ({ numbers, starts, sources }: Overlap, number: number, out: Bits): void => {
    const place = placeIn(numbers, number);
    if (place < 0) return;
    const end = starts[place + 1] ?? 0;
    work.cells += end - (starts[place] ?? 0);
    for (let i = starts[place] ?? 0; i < end; i += 1) setBit(out, sources[i] ?? 0);
  };

  return (destination, out) => {
    const rules = rulesFor(destination);
    const numbers = met.at(destination);
    const byPorts = new Map<PortsId, number[]>();
    for (const number of numbers) {
      const id = met.rules[number]?.ports.fixed ?? NONE;
      const alike = byPorts.get(id);
      if (alike === undefined) byPorts.set(id, [number]);
      else alike.push(number);
    }
    if (!isSparse(rules, numbers, byPorts.size)) return false;
    for (const rule of rules) {
      const overlap = overlapOf(rule);
      const own = rule.ports.fixed ?? NONE;
      if (own !== NONE) addFrom(overlap, unbound, out);
      for (const [id, alike] of byPorts)
        if (ports.intersection(own, id) !== NONE) for (const number of alike) addFrom(overlap, number, out);
    }
    return true;
  };
}
