import {
  allowDns,
  coreDns,
  defaultDeny,
  deployment,
  dnsService,
  namespaceNamed,
  policy,
  serveDns,
  service,
} from './manifests.mjs';
import { random } from './random.mjs';
import { gateway, httpRoute, ingress, settings, upstreamSettings } from './route-manifests.mjs';

const AREAS = ['billing', 'catalog', 'search', 'identity', 'shipping', 'media', 'risk', 'support', 'ledger', 'orders'];
const ROLES = ['web', 'api', 'worker', 'cache', 'queue', 'store', 'report', 'sync', 'gateway'];
const TIERS = { web: 'frontend', gateway: 'frontend', cache: 'data', queue: 'data', store: 'data' };
/** 9 Deployments, 6 Services and 5 NetworkPolicies: 45 %, 30 % and 25 %. */
const PER_NAMESPACE = { deployments: 9, services: 6, policies: 5 };
const DOCUMENTS = PER_NAMESPACE.deployments + PER_NAMESPACE.services + PER_NAMESPACE.policies;
/** With routes also an Ingress, an HTTPRoute, a ConfigMap and a policy that lets shared parts in. */
const ROUTE_DOCUMENTS = 4;

const named = (name) => ({ matchLabels: { 'app.kubernetes.io/name': name } });
const inTiers = (...values) => ({ matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values }] });

/** Every pod of the namespace talks to every other, or the tiers only to the next one. */
function inside(ns, layered) {
  if (!layered) {
    const peers = [{ podSelector: {} }];
    return policy('allow-same-namespace', ns, {}, { ingress: [{ from: peers }], egress: [{ to: peers }] });
  }
  return policy('allow-lower-tiers', ns, inTiers('frontend', 'backend', 'data'), {
    ingress: [{ from: [{ podSelector: inTiers('frontend', 'backend') }], ports: [{ port: 'http' }] }],
    egress: [
      { to: [{ podSelector: inTiers('backend', 'data') }], ports: [{ protocol: 'TCP', port: 8000, endPort: 8099 }] },
    ],
  });
}

/** One namespace of the ring: its `api` calls the `web` of the next one and a network outside. */
function* namespaceObjects(ring, index, numbers, routes) {
  const ns = ring[index];
  const previous = ring.at(index - 1);
  const next = ring[(index + 1) % ring.length];
  const apps = ROLES.map((role) => ({ name: role, tier: TIERS[role] ?? 'backend', port: 8000 + numbers.below(100) }));
  const isDns = ns === 'kube-system';

  // Told to call what its policies let it call: the tiers behind its own, or the tier itself.
  const upstreams = (place) => {
    if (!routes || isDns || apps[place].tier === 'data') return [];
    return upstreamSettings(
      apps
        .slice(1, 5)
        .filter((app) => app !== apps[place] && app.port < 8_099)
        .slice(0, 2),
    );
  };
  yield isDns ? coreDns() : deployment(apps[8], ns, upstreams(8));
  for (const [place, app] of apps.slice(0, 8).entries()) yield deployment(app, ns, upstreams(place));
  yield isDns ? dnsService() : service(apps[5], ns);
  for (const app of apps.slice(0, 5)) yield service(app, ns);

  yield defaultDeny(ns);
  yield allowDns(ns);
  yield isDns ? serveDns() : inside(ns, numbers.chance(0.3));
  yield policy('allow-web', ns, named('web'), {
    ingress: [
      {
        from: [{ namespaceSelector: namespaceNamed(previous), podSelector: named('api') }],
        ports: [{ protocol: 'TCP', port: 'http' }],
      },
    ],
  });
  yield policy('allow-api-out', ns, named('api'), {
    egress: [
      {
        to: [{ namespaceSelector: namespaceNamed(next), podSelector: named('web') }],
        ports: [{ protocol: 'TCP', port: 'http' }],
      },
      {
        to: [{ ipBlock: { cidr: `198.51.${numbers.below(40)}.0/24` } }],
        ports: [{ protocol: 'TCP', port: 443 }],
      },
    ],
  });
  if (!routes) return;
  const fromGateway = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'public' } };
  const shared = {
    ingress: [
      { from: [{ namespaceSelector: namespaceNamed('monitoring') }], ports: [{ port: 'metrics' }] },
      {
        from: [
          { namespaceSelector: namespaceNamed('ingress-nginx') },
          { namespaceSelector: namespaceNamed('edge'), podSelector: fromGateway },
        ],
        ports: [{ port: 'http' }],
      },
    ],
  };
  yield policy('allow-shared', ns, {}, shared);
  yield ingress(apps[0], apps[1], ns);
  yield isDns ? gateway() : httpRoute(apps[1], apps[2], ns);
  yield settings(apps[1], isDns ? [] : [apps[2], apps[3]], ns);
}

/**
 * A large repository of manifests: `documents` objects over about `documents / 20` namespaces, 45 % Deployments of some
 * 70 lines, 30 % Services and 25 % NetworkPolicies. Nothing in it is broken. With `routes` each namespace has ways in and
 * settings that name its Services, too.
 *
 * @param {{ documents?: number, seed?: number, routes?: boolean }} [options]
 */
export function* repoObjects({ documents = 10_000, seed = 1, routes = false } = {}) {
  const numbers = random(seed);
  const count = Math.max(1, Math.ceil(documents / (DOCUMENTS + (routes ? ROUTE_DOCUMENTS : 0))));
  const ring = Array.from({ length: count }, (_, index) =>
    index === 0 ? 'kube-system' : `${AREAS[index % AREAS.length]}-${String(index).padStart(4, '0')}`,
  );
  let left = documents;
  for (const index of ring.keys())
    for (const object of namespaceObjects(ring, index, numbers, routes)) {
      // With routes the last namespace is whole as well: without its policies, its Services would be unreachable.
      if (left === 0 && !routes) return;
      left -= 1;
      yield object;
    }
}
