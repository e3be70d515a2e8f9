import { analyzeText, pod } from '../../support/manifests.ts';
import { placeLocation } from '../../../src/model/location.ts';
import { service } from '../support.ts';
import { buildCatalog, type RoutedBackend, type RoutedResource, type RoutedRule } from '../../../src/services/index.ts';
import type { RoutingProblem } from '../../../src/services/index.ts';
import { routeAll } from '../../../src/services/routing/index.ts';

const split = (name: string): [string, string] => {
  const [namespace, own] = name.split('/');
  return own === undefined ? ['default', name] : [namespace ?? '', own];
};

/** An object in one line of YAML; the spec, or what stands for it, is flow YAML. */
export function object(apiVersion: string, kind: string, name: string, spec: string, metadata = ''): string {
  const [namespace, own] = split(name);
  return `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${own}, namespace: ${namespace}${metadata === '' ? '' : `, ${metadata}`} }
spec: { ${spec} }
`;
}

/** A Service with one pod behind its port, 80 → 8080 and called http. */
export const app = (name: string): string => {
  const [, own] = split(name);
  return (
    pod(name, `app: ${own}`, ', ports: [{ name: web, containerPort: 8080 }]') +
    service(name, `selector: { app: ${own} }, ports: [{ name: http, port: 80, targetPort: 8080 }]`)
  );
};

export const ingress = (name: string, spec: string, metadata = ''): string =>
  object('networking.k8s.io/v1', 'Ingress', name, spec, metadata);

/** `path: /, pathType: Prefix` to a Service, as an item of `paths`. */
export const path = (urlPath: string, to: string, port = 'number: 80', pathType = 'Prefix'): string =>
  `{ path: ${urlPath}, pathType: ${pathType}, backend: { service: { name: ${to}, port: { ${port} } } } }`;

export const ingressClass = (name: string, controller: string, isDefault = false): string => `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name}${isDefault ? ', annotations: { ingressclass.kubernetes.io/is-default-class: "true" }' : ''} }
spec: { controller: ${controller} }
`;

export const gateway = (name: string, listeners: string, more = ''): string =>
  object(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    name,
    `gatewayClassName: some, listeners: [${listeners}]${more === '' ? '' : `, ${more}`}`,
  );

/** A listener in flow YAML. */
export const listener = (name: string, more = '', port = 80, protocol = 'HTTP'): string =>
  `{ name: ${name}, port: ${port}, protocol: ${protocol}${more === '' ? '' : `, ${more}`} }`;

export const route = (name: string, spec: string, kind = 'HTTPRoute', version = 'v1'): string =>
  object(`gateway.networking.k8s.io/${version}`, kind, name, spec);

export const grant = (name: string, from: string, to: string, kind = 'HTTPRoute'): string =>
  object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', name, '').replace(
    'spec: {  }',
    `spec: { from: [{ group: gateway.networking.k8s.io, kind: ${kind}, namespace: ${from} }], to: [${to}] }`,
  );

export function routed(...texts: string[]): RoutedResource[] {
  const { reachability } = analyzeText(...texts);
  const { cluster } = reachability;
  return routeAll(cluster, buildCatalog(cluster, reachability));
}

/** The one of that id. */
export function routedOne(id: string, ...texts: string[]): RoutedResource {
  const all = routed(...texts);
  const found = all.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no ${id}, but ${all.map((each) => each.id).join(', ')}`);
  return found;
}

const sharePercent = (share: number): string => (share === 1 ? '' : ` ${Math.round(share * 100)}%`);

/** `default/web:80 → 8080`, `default/web:81 port-missing` */
const backendText = ({ text, port, service: to, problem, role, share }: RoutedBackend): string => {
  const targets = port === undefined ? '' : ` → ${port.backends.map((each) => each.port).join('+') || 'nobody'}`;
  const end = problem === undefined ? targets || (to === undefined ? '' : ' → elsewhere') : ` ${problem.type}`;
  return `${role === 'mirror' ? 'mirror ' : ''}${text}${sharePercent(share)}${end}`;
};

/** `shop.example.com /api (Prefix) :80 by ingress-controller: default/web:80 → 8080` */
export const ruleText = ({ hosts, matches, ports, proxy, backends }: RoutedRule): string =>
  `${[hosts.join(','), ...matches].join(' ')} :${ports.map(({ port }) => port).join(',')} by ${proxy?.id ?? 'nobody'}: ${
    backends.map(backendText).join(', ') || 'nothing'
  }`;

export const rulesText = ({ rules }: RoutedResource): string[] => rules.map(ruleText);

/** All that is wrong with a route and its backends: `not-attached: no listener …`. */
export const problemsText = ({ rules, problems }: RoutedResource): string[] => {
  const ofBackends = rules.flatMap(({ backends }) => backends).flatMap(({ problem }) => problem ?? []);
  return [...new Set([...problems, ...ofBackends])].map(({ type, message }: RoutingProblem) => `${type}: ${message}`);
};

/** A problem as reports place it. */
export const placed = ({ place, related }: RoutingProblem): unknown => ({
  location: placeLocation(place),
  related: related.map((each) => ({ message: each.message, location: placeLocation(each) })),
});
