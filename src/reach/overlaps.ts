import { placeAt } from '../model/ascending.ts';
import { buildLists } from '../model/group-lists.ts';
import { remember } from '../model/remember.ts';
import { NONE, type PortsId, type PortTable } from './port-table.ts';
import type { RulesMeeting } from './rules-meeting.ts';
import type { Members } from './selector-index.ts';
import type { TierRule } from './tier-rules.ts';

/** Whom an ingress rule and egress rules have in common as sources, on a port that both open. */
export interface Overlap {
  /** The egress rules that share a port with it: from a number up to another, pair by pair. */
  readonly runs: readonly number[];
  /** Those of them that share sources with it, ascending; absent where nearly all do and all have a list. */
  readonly numbers?: Int32Array;
  /** The sources of each, one list behind another. */
  readonly starts: Int32Array;
  readonly sources: Int32Array;
  /** The sources that no policy isolates. */
  readonly free: Members;
}

/** So many sources are kept; then all is forgotten and found again. */
const KEPT_SOURCES = 1 << 22;

/** Where at least this share of the rules of runs has sources, a list for every one is found sooner. */
const DENSE_SHARE = 4;

/** Egress rules whose ports are the same on every destination, as this way of looking at them needs. */
export const hasOverlaps = (met: RulesMeeting): boolean => met.rules.every(({ ports }) => ports.fixed !== undefined);

/** Rules are in the order of their ports: those that share one with a port set are a few runs of numbers. */
function runReader({ rules }: RulesMeeting, ports: PortTable): (asked: PortsId) => readonly number[] {
  return remember((asked) => {
    const runs: number[] = [];
    for (const [number, rule] of rules.entries()) {
      if (ports.intersection(asked, rule.ports.fixed ?? NONE) === NONE) continue;
      if (runs.at(-1) === number) runs[runs.length - 1] = number + 1;
      else runs.push(number, number + 1);
    }
    return runs;
  });
}

/** Every number of runs; undefined where there are more than `most`. */
function numbersIn(runs: readonly number[], most: number): Int32Array | undefined {
  let count = 0;
  for (let run = 0; run < runs.length; run += 2) count += (runs[run + 1] ?? 0) - (runs[run] ?? 0);
  if (count > most) return undefined;
  const numbers = new Int32Array(count);
  let place = 0;
  for (let run = 0; run < runs.length; run += 2)
    for (let number = runs[run] ?? 0; number < (runs[run + 1] ?? 0); number += 1) {
      numbers[place] = number;
      place += 1;
    }
  return numbers;
}

/** Numbers and sources side by side, as many as come. */
class Found {
  numbers = new Int32Array(1 << 4);
  sources = new Int32Array(1 << 4);
  length = 0;

  add(number: number, source: number): void {
    if (this.length === this.numbers.length) this.#grow();
    this.numbers[this.length] = number;
    this.sources[this.length] = source;
    this.length += 1;
  }

  #grow(): void {
    const [numbers, sources] = [this.numbers, this.sources];
    this.numbers = new Int32Array(numbers.length * 2);
    this.numbers.set(numbers);
    this.sources = new Int32Array(sources.length * 2);
    this.sources.set(sources);
  }
}

/**
 * Overlaps of ingress rules, each found once: from a source to the rules of policies that select it, so the cost is that
 * of what comes out, and not of the rules compared. Needs {@link hasOverlaps}.
 */
export function overlapReader(
  isIsolated: Uint8Array,
  met: RulesMeeting,
  ports: PortTable,
): (rule: TierRule) => Overlap {
  const counts = new Int32Array(met.rules.length);
  const places = new Int32Array(met.rules.length);
  const { starts, items } = buildLists(isIsolated.length, (add) => {
    for (const [number, members] of met.subjects.entries()) for (const id of members) add(id, number);
  });
  const runsOf = runReader(met, ports);
  const found = new Found();
  const find = ({ peers, ports: { fixed = NONE } }: TierRule): Overlap => {
    const runs = runsOf(fixed);
    const touched: number[] = [];
    const free: number[] = [];
    const addSource = (source: number): void => {
      if (isIsolated[source] !== 1 && fixed !== NONE) free.push(source);
      const last = starts[source + 1] ?? 0;
      let place = starts[source] ?? 0;
      for (let run = 0; run < runs.length && place < last; run += 2) {
        const end = runs[run + 1] ?? 0;
        place = placeAt(items, runs[run] ?? 0, place, last);
        for (; place < last; place += 1) {
          const number = items[place] ?? 0;
          if (number >= end) break;
          if (counts[number] === 0) touched.push(number);
          counts[number] = (counts[number] ?? 0) + 1;
          found.add(number, source);
        }
      }
    };
    found.length = 0;
    const lists: readonly Members[] = peers === 'anyone' ? [] : peers;
    for (const members of lists) for (const source of members) addSource(source);
    const all = numbersIn(runs, touched.length * DENSE_SHARE);
    const numbers = all ?? Int32Array.from(touched).sort();
    const ends = new Int32Array(numbers.length + 1);
    for (let i = 0; i < numbers.length; i += 1) {
      const number = numbers[i] ?? 0;
      ends[i + 1] = (ends[i] ?? 0) + (counts[number] ?? 0);
      places[number] = ends[i] ?? 0;
      counts[number] = 0;
    }
    const sources = new Int32Array(found.length);
    for (let i = 0; i < found.length; i += 1) {
      const number = found.numbers[i] ?? 0;
      const place = places[number] ?? 0;
      sources[place] = found.sources[i] ?? 0;
      places[number] = place + 1;
    }
    return { runs, ...(all === undefined && { numbers }), starts: ends, sources, free: Int32Array.from(free) };
  };
  const known = new Map<TierRule, Overlap>();
  let room = KEPT_SOURCES;
  return (rule) => {
    const kept = known.get(rule);
    if (kept !== undefined) return kept;
    const overlap = find(rule);
    room -= overlap.sources.length + overlap.free.length + overlap.starts.length * 2;
    if (room < 0) {
      known.clear();
      room = KEPT_SOURCES;
    }
    known.set(rule, overlap);
    return overlap;
  };
}
