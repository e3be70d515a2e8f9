import fc from 'fast-check';
import { expect, it } from 'vitest';
import { load } from 'js-yaml';
import { isUsedKind } from '../../src/manifest/index.ts';
import { PROBLEM_RULES } from '../../src/model/problem.ts';
import { decodeValue } from './documents.ts';
import { holds } from '../support/holds.ts';

const MANIFESTS: readonly unknown[] = [
  '{ apiVersion: v1, kind: Namespace, metadata: { name: a, labels: { a: b } } }',
  '{ apiVersion: v1, kind: Node, metadata: { name: a }, status: { addresses: [{ address: 10.0.0.1 }] } }',
  '{ apiVersion: v1, kind: Pod, metadata: { name: a, ownerReferences: [{ controller: true }] }, spec: { containers: [{ ports: [{ containerPort: 1, name: a }] }] }, status: { podIPs: [{ ip: 1.1.1.1 }] } }',
  '{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: a }, spec: { replicas: 1, ordinals: { start: 1 }, template: { metadata: { labels: { a: b } }, spec: { initContainers: [{ ports: [] }] } } } }',
  '{ apiVersion: batch/v1, kind: CronJob, metadata: { generateName: a }, spec: { jobTemplate: { spec: { template: {} } } } }',
  '{ apiVersion: kubevirt.io/v1, kind: VirtualMachine, metadata: { name: a }, spec: { template: { spec: { domain: { devices: { interfaces: [{ ports: [{ port: 1 }] }] } } } } } }',
  '{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { type: NodePort, selector: { a: b }, ports: [{ name: a, port: 1, targetPort: b, nodePort: 3 }, { name: b, port: 2 }] } }',
  '{ apiVersion: v1, kind: Endpoints, metadata: { name: a }, subsets: [{ addresses: [{ ip: 1.1.1.1 }], ports: [{ port: 1 }] }] }',
  '{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: a, labels: { a: b } }, addressType: IPv4, endpoints: [{ addresses: [1.1.1.1], conditions: { ready: true } }], ports: [{ port: 1 }] }',
  '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: a }, spec: { podSelector: { matchExpressions: [{ key: a, operator: In, values: [b] }] }, policyTypes: [Ingress], ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }], ports: [{ port: 1, endPort: 2 }] }] } }',
  '{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: { name: a }, spec: { priority: 1, subject: { namespaces: {} }, egress: [{ action: Deny, to: [{ networks: [10.0.0.0/8] }], ports: [{ portRange: { start: 1, end: 2 } }] }] } }',
  '{ apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: { name: a }, spec: { tier: Admin, priority: 1, subject: { pods: { podSelector: {}, namespaceSelector: {} } }, egress: [{ action: Deny, to: [{ namespaces: {} }], protocols: [{ tcp: { destinationPort: { number: 1 } } }] }] } }',
  '{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: a, annotations: { a: b } }, spec: { ingressClassName: a, defaultBackend: { service: { name: a, port: { name: b } } }, tls: [{ hosts: [a.b] }], rules: [{ host: a.b, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: a, port: { number: 1 } } } }] } }] } }',
  '{ apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: a }, spec: { controller: a.b/c } }',
  '{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: a }, spec: { gatewayClassName: a, listeners: [{ name: a, port: 1, protocol: HTTP, hostname: a.b, allowedRoutes: { kinds: [{ kind: HTTPRoute }], namespaces: { from: Selector, selector: { matchLabels: { a: b } } } } }] } }',
  '{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: a }, spec: { parentRefs: [{ name: a, sectionName: a, port: 1 }], hostnames: [a.b], rules: [{ matches: [{ path: { value: / }, headers: [{ name: a, value: b }] }], filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: a, port: 1 } } }], backendRefs: [{ name: a, namespace: b, port: 1, weight: 2 }] }] } }',
  '{ apiVersion: gateway.networking.k8s.io/v1, kind: TCPRoute, metadata: { name: a }, spec: { parentRefs: [{ name: a }], rules: [{ backendRefs: [{ name: a, port: 1 }] }] } }',
  '{ apiVersion: gateway.networking.k8s.io/v1, kind: ListenerSet, metadata: { name: a }, spec: { parentRef: { name: a }, listeners: [{ name: a, port: 1, protocol: HTTP }] } }',
  '{ apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: { name: a }, spec: { from: [{ group: a.b, kind: A, namespace: a }], to: [{ group: "", kind: Service, name: a }] } }',
  '{ apiVersion: route.openshift.io/v1, kind: Route, metadata: { name: a }, spec: { host: a.b, path: /a, port: { targetPort: a }, tls: { termination: edge }, to: { kind: Service, name: a, weight: 1 }, alternateBackends: [{ kind: Service, name: b }] } }',
  '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { URL: "http://a:1/b", a.yaml: "a: b\\nc: d:1" } }',
  '{ apiVersion: v1, kind: PodList, items: [{ metadata: { name: a } }, { kind: Secret }] }',
].map((text) => load(text));

/** Values that break readers: other types, nulls, names of `Object.prototype`. */
const oddValue = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1.5, NaN, Infinity, '', 'None', '__proto__', [], {}, [null], [[]]),
  fc.object({ key: fc.constantFrom('__proto__', 'constructor', 'toString', 'spec', 'metadata', 'name', 'a') }),
  fc.string(),
);

/** Every value inside a manifest, as the way there. */
function paths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))];
}

/** The manifest with another value at the path. */
function replaced(value: unknown, path: readonly string[], odd: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null) return odd;
  const entries = Object.entries(value).map<[string, unknown]>(([name, inner]) => [
    name,
    name === key ? replaced(inner, rest, odd) : inner,
  ]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

const mutation = fc
  .constantFrom(...MANIFESTS)
  .chain((manifest) =>
    fc.tuple(fc.constantFrom(...paths(manifest)), oddValue).map(([path, odd]) => replaced(manifest, path, odd)),
  );

it('reads the manifests that the others are made from', () => {
  for (const manifest of MANIFESTS) expect(decodeValue(manifest)).toMatchObject({ problems: [] });
});

it('never throws on any value', () => {
  holds(
    fc.property(
      fc.anything({ withNullPrototype: true, withMap: true, withDate: true }),
      (value) => void decodeValue(value),
    ),
  );
});

const isList = (manifest: unknown): boolean => Object.hasOwn(Object(manifest) as object, 'items');

it('never throws on a manifest with one odd value, and loses none without a word', () => {
  holds(
    fc.property(mutation, (manifest) => {
      const { resources, problems, skipped } = decodeValue(manifest);
      if (!isList(manifest)) expect(resources.length + problems.length + skipped.length).toBeGreaterThan(0);
    }),
    3000,
  );
});

it('gives no resource where it reports an error', () => {
  holds(
    fc.property(mutation, (manifest) => {
      const { resources, problems } = decodeValue(manifest);
      fc.pre(!isList(manifest) && problems.some(({ rule }) => PROBLEM_RULES[rule].severity === 'error'));
      expect(resources).toEqual([]);
    }),
    1000,
  );
});

it('answers for any kind', () => {
  holds(
    fc.property(fc.option(fc.string(), { nil: undefined }), fc.string(), (apiVersion, kind) => {
      expect(typeof isUsedKind(apiVersion, kind)).toBe('boolean');
    }),
  );
});
