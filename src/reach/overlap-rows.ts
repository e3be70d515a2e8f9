import { placeAt } from '../model/ascending.ts';
import { type Bits, setAll, setBit } from './bits.ts';
import { type Overlap, overlapReader } from './overlaps.ts';
import { NONE, type PortTable } from './port-table.ts';
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
  const overlapOf = overlapReader(leaving.isIsolated, met, ports);
  const portsOf = Uint32Array.from(met.rules, (rule) => rule.ports.fixed ?? NONE);
  const subjectSizes = Int32Array.from(met.subjects, ({ length }) => length);
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
  const isSparse = (rules: readonly TierRule[], numbers: Int32Array): boolean => {
    let peers = 0;
    for (const rule of rules) {
      if (rule.peers === 'anyone' || rule.ports.fixed === undefined) return false;
      for (const members of rule.peers) peers += members.length;
    }
    let subjects = 0;
    let kinds = 1;
    for (let i = 0; i < numbers.length; i += 1) {
      const number = numbers[i] ?? 0;
      subjects += subjectSizes[number] ?? 0;
      if (i > 0 && portsOf[number] !== portsOf[numbers[i - 1] ?? 0]) kinds += 1;
    }
    const shared = (peers * (subjects / kinds + free)) / size;
    return shared * SMALLER < peers;
  };
  const addShared = ({ runs, numbers, starts, sources }: Overlap, own: Int32Array, out: Bits): void => {
    let [place, ownPlace, passed] = [0, 0, 0];
    for (let run = 0; run < runs.length; run += 2) {
      const first = runs[run] ?? 0;
      const end = runs[run + 1] ?? 0;
      ownPlace = placeAt(own, first, ownPlace, own.length);
      for (; ownPlace < own.length && (own[ownPlace] ?? 0) < end; ownPlace += 1) {
        const number = own[ownPlace] ?? 0;
        if (numbers === undefined) {
          place = passed + number - first;
        } else {
          place = placeAt(numbers, number, place, numbers.length);
          if (numbers[place] !== number) continue;
        }
        const last = starts[place + 1] ?? 0;
        for (let i = starts[place] ?? 0; i < last; i += 1) setBit(out, sources[i] ?? 0);
        work.cells += last - (starts[place] ?? 0);
      }
      passed += end - first;
    }
  };

  return (destination, out) => {
    const rules = rulesFor(destination);
    const numbers = met.at(destination);
    if (!isSparse(rules, numbers)) return false;
    for (const rule of rules) {
      const overlap = overlapOf(rule);
      work.cells += overlap.free.length;
      setAll(out, overlap.free);
      addShared(overlap, numbers, out);
    }
    return true;
  };
}
