import type { Assumption } from '../reach/index.ts';
import { visible } from './escape.ts';
import type { Style } from './style.ts';

const endpointCount = (count: number): string => `${count} endpoint${count === 1 ? '' : 's'}`;

/** Each assumption: what is taken to be so, for how many endpoints, and what would decide it. */
export function* assumptionLines(assumptions: readonly Assumption[], style: Style): Generator<string> {
  for (const { id, message, setting, affected } of assumptions) {
    yield `  ${style.strong(id)} (${endpointCount(affected.length)}): ${visible(message)}\n`;
    yield `    To decide it: ${visible(setting)}\n`;
  }
}
