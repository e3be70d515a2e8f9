import type { EnterPhase, Phase } from '../model/phase.ts';

/** Where the time of a run goes. */
export interface Timings {
  readonly enter: EnterPhase;
  readonly countHandedOver: () => void;
  /** One line a phase, and the documents that only js-yaml could read. Ends the phase that is under way. */
  readonly lines: () => readonly string[];
}

/** Adds up the milliseconds of each phase by a clock. */
export function startTimings(now: () => number): Timings {
  const spent = new Map<Phase, number>();
  let phase: Phase = 'read';
  let since = now();
  let handedOver = 0;
  const enter = (next: Phase): void => {
    const at = now();
    spent.set(phase, (spent.get(phase) ?? 0) + at - since);
    phase = next;
    since = at;
  };
  return {
    enter,
    countHandedOver() {
      handedOver += 1;
    },
    lines() {
      enter(phase);
      return [
        ...[...spent].map(([name, ms]) => `${name.padEnd(9)}${ms.toFixed(1).padStart(9)} ms`),
        `${handedOver} ${handedOver === 1 ? 'document' : 'documents'} for the slow reader`,
      ];
    },
  };
}
