import { pod, policy } from '../support/manifests.ts';
import { service } from '../services/support.ts';

const ports = (...list: string[]): string => `, ports: [${list.map((each) => `{ ${each} }`).join(', ')}]`;

/** Services of every kind, and clients that ask for them. */
export const SHOP =
  pod('shop/web', 'app: web') +
  pod('tools/probe', 'app: probe') +
  pod('shop/host', 'app: host').replace('spec: {', 'spec: { hostNetwork: true,') +
  service(
    'shop/api',
    'clusterIP: 10.96.0.10, selector: { app: api }, ports: [{ name: http, port: 80, targetPort: web }, { name: admin, port: 81, targetPort: 9000 }]',
  ) +
  // A workload that is called like another Service, and pods of which one lacks the port.
  pod('shop/api-1', 'app: api', ports('name: web, containerPort: 8080')) +
  pod('shop/api-2', 'app: api', ports('name: web, containerPort: 8081')) +
  pod('shop/api-3', 'app: api') +
  policy('shop/api', 'podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: 8080 }] }]') +
  service('shop/store', 'selector: { app: none }, ports: [{ port: 80 }]') +
  pod('shop/store', 'app: store') +
  service('shop/db', 'clusterIP: None, selector: { app: db }, ports: [{ port: 5432, targetPort: 5433 }]') +
  pod('shop/db-a', 'app: db', ports('containerPort: 5433')) +
  service('shop/mail', 'type: ExternalName, externalName: mail.example.com') +
  service('shop/dns', 'clusterIP: "2001:db8::10", selector: { app: store }, ports: [{ port: 53, protocol: UDP }]');
