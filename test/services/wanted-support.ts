import type { Analysis } from '../../src/analysis.ts';
import { locationText } from '../../src/model/location.ts';
import { endpointName } from '../../src/reach/index.ts';
import { clientOf, nameResolver } from '../../src/services/index.ts';
import type { WantedConnection } from '../../src/services/wanted.ts';
import { wantedConnections } from '../../src/services/wanted-connections.ts';
import { analyzeText, pod, policy } from '../support/manifests.ts';
import { service } from './support.ts';

export function wantedIn({ reachability, overview: { catalog } }: Analysis): WantedConnection[] {
  const { cluster } = reachability;
  const resolver = nameResolver({ cluster, reachability, catalog, zone: 'cluster.local' });
  return wantedConnections({
    cluster,
    reachability,
    catalog,
    resolve: (name, client) => resolver.resolve(name, clientOf(client)),
  });
}

const ends = (list: WantedConnection['open'], mark: string): string =>
  list.map(({ endpoint, port }) => ` ${mark}${endpointName(endpoint)}:${port ?? 'any'}`).join('');

/** `db:5432 TCP (env DB_HOST) allowed +shop/db:5432` */
export const told = ({ host, port, protocol, source, status, open, closed }: WantedConnection): string =>
  `${host}:${port ?? 'any'} ${protocol} (${source}) ${status}${ends(open, '+')}${ends(closed, '-')}`;

export const place = ({ location }: WantedConnection): string => locationText(location).replace('manifests.yaml:', '');

/** A pod `shop/web` with the container's fields as flow YAML, beside a small shop. */
export const shop = (fields: string, more = '', spec = ''): string =>
  [
    `---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { ${spec} containers: [{ name: main, ${fields} }] }
`,
    pod('shop/db', 'app: db', ', ports: [{ name: pg, containerPort: 5432 }]'),
    service('shop/db', 'selector: { app: db }, ports: [{ name: pg, port: 5432, targetPort: pg }]'),
    pod('shop/api', 'app: api', ', ports: [{ containerPort: 8080 }, { containerPort: 9090 }]'),
    service(
      'shop/api',
      'clusterIP: 10.96.0.7, selector: { app: api }, ports: [{ name: http, port: 80, targetPort: 8080 }]',
    ),
    service(
      'shop/multi',
      'selector: { app: api }, ports: [{ name: a, port: 80, targetPort: 8080 }, { name: b, port: 90, targetPort: 9090 }]',
    ),
    service('shop/pods', 'clusterIP: None, selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }]'),
    service('shop/dns', 'selector: { app: db }, ports: [{ port: 53, targetPort: 5353, protocol: UDP }]'),
    service('shop/empty', 'selector: { app: none }, ports: [{ port: 80 }]'),
    service('shop/partner', 'type: ExternalName, externalName: api.example.com'),
    service('other/far', 'clusterIP: 10.96.0.8, selector: { app: far }, ports: [{ port: 80, targetPort: 8080 }]'),
    pod('other/far', 'app: far', ', ports: [{ containerPort: 8080 }]'),
    more,
  ].join('');

export const wantedOf = (text: string): string[] => wantedIn(analyzeText(text)).map(told);

/** What one variable with this value makes a pod want. */
export const ofVariable = (name: string, value: string, more = ''): string[] =>
  wantedOf(shop(`env: [{ name: ${name}, value: ${JSON.stringify(value)} }]`, more));

export const config = (name: string, data: string): string => `---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: shop }
data: ${data}
`;

/** Nobody in the shop reaches `app` but pods labelled `in: please`. */
export const closed = (app: string): string =>
  policy(
    `shop/${app}`,
    `podSelector: { matchLabels: { app: ${app} } }, ingress: [{ from: [{ podSelector: { matchLabels: { in: please } } }] }]`,
  );
