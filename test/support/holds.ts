import fc from 'fast-check';
import { SEED, timesOf } from './seeds.ts';

/** Checks that a property holds in every case. */
export function holds<T>(property: fc.IProperty<T>, cases = 100): void {
  fc.assert(property, { seed: SEED, numRuns: timesOf(cases) });
}
