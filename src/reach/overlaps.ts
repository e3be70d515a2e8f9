import { NONE, type PortTable } from './port-table.ts';
import type { RulesMeeting } from './rules-meeting.ts';
import type { Members } from './selector-index.ts';
import type { TierPlan, TierRule } from './tier-rules.ts';

/** Whom an ingress rule and egress rules have in common as sources, on a port that both open. */
export interface Overlap {
  /** Numbers of egress rules, ascending; behind all of them stands one for the sources that no policy isolates. */
  readonly numbers: Int32Array;
  /** The sources of each, one list behind another. */
  readonly starts: Int32Array;
  readonly sources: Int32Array;
}

/** So many sources are kept; then all is forgotten and found again. */
const KEPT_SOURCES = 1 << 22;

/** Egress rules whose ports are the same on every destination, as this way of looking at them needs. */
export const hasOverlaps = (met: RulesMeeting): boolean => met.rules.every(({ ports }) => ports.fixed !== undefined);

/**
 * Overlaps of ingress rules, each found once: from a source to the policies that select it, so the cost is that of what
 * comes out, and not of the rules compared.
 */
export function overlapReader(
  { selecting: { starts, items }, isIsolated }: TierPlan,
  met: RulesMeeting,
  ports: PortTable,
): (rule: TierRule) => Overlap {
  const unbound = met.rules.length;
  const rulesOf = met.ofPolicy;
  const counts = new Int32Array(unbound + 1);
  const places = new Int32Array(unbound + 1);
  const portsOf = Int32Array.from(met.rules, (rule) => rule.ports.fixed ?? NONE);
  const kinds = [...new Set(portsOf)];
  /** By port set of egress rules, whether it shares a port with the ingress rule that is looked at. */
  const isShared = new Uint8Array(kinds.reduce((most, kind) => Math.max(most, kind), 0) + 1);
  const find = ({ peers, ports: { fixed = NONE } }: TierRule): Overlap => {
    for (const kind of kinds) isShared[kind] = ports.intersection(fixed, kind) === NONE ? 0 : 1;
    const found: number[] = [];
    const from: number[] = [];
    const touched: number[] = [];
    const add = (number: number, source: number): void => {
      if (counts[number] === 0) touched.push(number);
      counts[number] = (counts[number] ?? 0) + 1;
      found.push(number);
      from.push(source);
    };
    const addSource = (source: number): void => {
      if (isIsolated[source] !== 1) add(unbound, source);
      for (let i = starts[source] ?? 0; i < (starts[source + 1] ?? 0); i += 1) {
        const place = items[i] ?? 0;
        for (let j = rulesOf.starts[place] ?? 0; j < (rulesOf.starts[place + 1] ?? 0); j += 1) {
          const number = rulesOf.items[j] ?? 0;
          if (isShared[portsOf[number] ?? NONE] === 1) add(number, source);
        }
      }
    };
    const lists: readonly Members[] = peers === 'anyone' ? [] : peers;
    for (const members of lists) members.forEach(addSource);
    const numbers = Int32Array.from(touched).sort();
    const ends = new Int32Array(numbers.length + 1);
    for (let i = 0; i < numbers.length; i += 1) {
      const number = numbers[i] ?? 0;
      ends[i + 1] = (ends[i] ?? 0) + (counts[number] ?? 0);
      places[number] = ends[i] ?? 0;
      counts[number] = 0;
    }
    const sources = new Int32Array(found.length);
    for (let i = 0; i < found.length; i += 1) {
      const number = found[i] ?? 0;
      const place = places[number] ?? 0;
      sources[place] = from[i] ?? 0;
      places[number] = place + 1;
    }
    return { numbers, starts: ends, sources };
  };
  const known = new Map<TierRule, Overlap>();
  let room = KEPT_SOURCES;
  return (rule) => {
    const kept = known.get(rule);
    if (kept !== undefined) return kept;
    const overlap = find(rule);
    room -= overlap.sources.length + overlap.numbers.length * 2;
    if (room < 0) {
      known.clear();
      room = KEPT_SOURCES;
    }
    known.set(rule, overlap);
    return overlap;
  };
}
