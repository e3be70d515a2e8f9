import type { Endpoint } from '../../reach/index.ts';

const PASSING_KINDS: ReadonlySet<string> = new Set(['Job', 'CronJob']);

/** Pods that do their work and end, and serve nobody. */
export const isPassing = ({ endpoint }: { readonly endpoint: Endpoint }): boolean =>
  endpoint.type === 'workload' && PASSING_KINDS.has(endpoint.ref.kind);
