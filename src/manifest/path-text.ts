import type { Path } from '../model/location.ts';

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const LONGEST = 60;

/** A value of the input inside a message: short, and told from the text around it. */
export function shown(value: unknown): string {
  const whole = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST)}…`;
}

/** A path as people write it: `spec.ingress[0].from`, `metadata.labels["app.kubernetes.io/name"]`. */
export const pathText = (path: Path): string =>
  path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (step.length > LONGEST || !PLAIN_KEY.test(step)) return `[${shown(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
