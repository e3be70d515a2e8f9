import type { Workload } from '../cluster/index.ts';
import { fact } from './rule-context.ts';

/** Ingress controllers and data planes of Gateways in the input: pods that are there for everybody to connect to. */
export const entryProxies = fact(
  ({ cluster }): ReadonlySet<Workload> => new Set(cluster.proxies.flatMap(({ workloads }) => workloads)),
);
