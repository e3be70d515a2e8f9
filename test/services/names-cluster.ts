import type { Analysis } from '../../src/analysis.ts';
import { addressText } from '../../src/model/ip-set.ts';
import { endpointName, findEndpoints } from '../../src/reach/index.ts';
import { clientOf, nameResolver, type NameResolver, type Resolution } from '../../src/services/index.ts';
import { analyzeText, namespace, pod } from '../support/manifests.ts';
import { service } from './support.ts';

/** A StatefulSet whose template runs one container. */
export const set = (name: string, spec: string, template = ''): string => {
  const [home = '', own = ''] = name.split('/');
  return `---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${own}, namespace: ${home} }
spec: { ${spec}, selector: { matchLabels: { app: ${own} } },
  template: { metadata: { labels: { app: ${own} } }, spec: { ${template}containers: [{ name: main, image: none }] } } }
`;
};

/** A pod in flow YAML whose spec says more. */
export const podWith = (name: string, labels: string, spec: string, status = ''): string =>
  pod(name, labels).replace('spec: {', `${status === '' ? '' : `status: { ${status} }\n`}spec: { ${spec}, `);

const CLUSTER =
  namespace('shop', '') +
  namespace('data', '') +
  pod('shop/web', 'app: web') +
  pod('data/job', 'app: job') +
  podWith('shop/host', 'app: host', 'hostNetwork: true') +
  podWith('shop/host-net', 'app: host', 'hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet') +
  podWith('shop/node-dns', 'app: x', 'dnsPolicy: Default') +
  podWith(
    'shop/own',
    'app: x',
    'dnsPolicy: None, dnsConfig: { nameservers: [192.0.2.53], searches: [shop.svc.cluster.local] }',
  ) +
  podWith('shop/alone', 'app: x', 'dnsPolicy: None, dnsConfig: { nameservers: [192.0.2.53] }') +
  podWith('shop/corp', 'app: x', 'dnsConfig: { searches: [corp.example.com] }') +
  service(
    'shop/api',
    'selector: { app: api }, ports: [{ name: http, port: 80 }, { name: dns, port: 53, protocol: UDP }]',
  ) +
  service('data/cache', 'selector: { app: cache }, ports: [{ port: 6379 }]') +
  // A headless Service of a StatefulSet, and one beside it that selects the same pods.
  service('data/db', 'clusterIP: None, selector: { app: db }, ports: [{ name: pg, port: 5432 }]') +
  service('data/db-read', 'clusterIP: None, selector: { app: db }, ports: [{ port: 5432 }]') +
  service('data/db-plain', 'selector: { app: db }, ports: [{ port: 5432 }]') +
  set('data/db', 'serviceName: db, replicas: 3') +
  service('data/late', 'clusterIP: None, selector: { app: late }') +
  set('data/late', 'serviceName: late, replicas: 2, ordinals: { start: 5 }') +
  service('data/apart', 'clusterIP: None, selector: { app: other }, ports: [{ port: 80 }]') +
  set('data/apart', 'serviceName: apart, replicas: 1') +
  set('data/lone', 'replicas: 1') +
  service('data/empty', 'clusterIP: None, selector: { app: gone }, ports: [{ port: 80 }]') +
  service('data/pods', 'clusterIP: None, selector: { app: named }') +
  podWith('data/named', 'app: named', 'hostname: busy, subdomain: pods', 'podIP: 10.0.0.8') +
  podWith('data/nameless', 'app: named', 'nodeName: node-1', 'podIP: 10.0.0.9') +
  podWith('data/six', 'app: named', 'nodeName: node-1', 'podIPs: [{ ip: "2001:db8::7" }]') +
  service('data/written', 'clusterIP: None, ports: [{ port: 80 }]') +
  `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: written-1, namespace: data, labels: { kubernetes.io/service-name: written } }
addressType: IPv4
ports: [{ port: 80 }]
endpoints:
  - { addresses: [192.0.2.10], hostname: first }
  - { addresses: [192.0.2.11], hostname: second, conditions: { ready: false } }
` +
  service('shop/out', 'type: ExternalName, externalName: db.example.com.') +
  service('shop/alias', 'type: ExternalName, externalName: db.data.svc.cluster.local') +
  service('shop/chain', 'type: ExternalName, externalName: alias.shop.svc.cluster.local') +
  service('shop/loop-a', 'type: ExternalName, externalName: loop-b.shop.svc.cluster.local') +
  service('shop/loop-b', 'type: ExternalName, externalName: loop-a.shop.svc.cluster.local') +
  service('shop/short', 'type: ExternalName, externalName: db.data') +
  service('shop/bare', 'type: ExternalName, externalName: somewhere') +
  service('shop/dangling', 'type: ExternalName, externalName: gone.data.svc.cluster.local') +
  service('shop/address', 'type: ExternalName, externalName: 192.0.2.7');

export const analysis = analyzeText(CLUSTER);

export const resolverOf = ({ reachability, overview }: Analysis, zone = 'cluster.local'): NameResolver =>
  nameResolver({ cluster: reachability.cluster, reachability, catalog: overview.catalog, zone });

const resolver = resolverOf(analysis);

/** What a workload of the cluster gets for a name. */
export function resolve(from: string, name: string, own = resolver): Resolution {
  const [client] = findEndpoints(analysis.reachability, from);
  if (client?.endpoint.type !== 'workload') throw new Error(`${from} is no workload`);
  return own.resolve(name, clientOf(client.endpoint));
}

/** `shop/api`, `pod db-0 of data/db`, `10.0.0.9 data/nameless`, `outside db.example.com`, or the problem. */
export function told({ target, outside, problem = '' }: Resolution): string {
  if (target?.type === 'service')
    return target.service.id + (target.port === undefined ? '' : `:${target.port.port?.port ?? ''}`);
  if (target?.type === 'pod') return `pod ${target.podName} of ${target.service.id}: ${endpointName(target.endpoint)}`;
  if (target?.type === 'address')
    return `${addressText(target.address)} ${target.endpoint === undefined ? '' : endpointName(target.endpoint)}`.trim();
  return outside === undefined ? problem : `outside ${outside}${problem === '' ? '' : ` (${problem})`}`;
}
