import type { ServicePortView } from '../../services/index.ts';
import { fact } from '../rule-context.ts';
import { slippedPorts } from '../services/slipped-ports.ts';
import { joined, type Repeated, routeBackends } from './route-backends.ts';

/** Backends that policies close to the proxy of their route, but for those where a policy names the wrong port. */
export const blockedBackends = fact((context): readonly Repeated[] => {
  const slipped = slippedPorts(context);
  const blocked = routeBackends(context).filter(
    ({ backend: { status, port } }) => status === 'blocked' && port !== undefined && !slipped.has(port),
  );
  return joined(blocked, ({ text }) => text);
});

/** Service ports that some route is closed to: that nobody else reaches them either has the same cause. */
export const blockedPorts = fact(
  (context): ReadonlySet<ServicePortView> =>
    new Set(blockedBackends(context).flatMap(({ backend }) => backend.port ?? [])),
);
