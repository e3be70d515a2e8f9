import { describe, expect, it } from 'vitest';
import { analyzeText } from '../support/manifests.ts';
import { analysis, podWith, resolve, resolverOf, set, told } from './names-cluster.ts';
import { service } from './support.ts';

describe('names inside the cluster', () => {
  it('are looked up in a cluster without problems', () => {
    expect(analysis.problems).toEqual([]);
  });

  it.each<[from: string, name: string, found: string]>([
    ['shop/web', 'api', 'shop/api'],
    ['shop/web', 'API', 'shop/api'],
    ['shop/web', 'api.shop', 'shop/api'],
    ['shop/web', 'api.shop.svc', 'shop/api'],
    ['shop/web', 'api.shop.svc.cluster.local', 'shop/api'],
    ['shop/web', 'api.shop.svc.cluster.local.', 'shop/api'],
    ['data/job', 'api.shop', 'shop/api'],
    ['data/job', 'api.shop.svc.cluster.local.', 'shop/api'],
    ['data/job', 'db', 'data/db'],
    ['data/job', 'db-0.db', 'pod db-0 of data/db: data/db'],
    ['data/job', 'db-2.db.data', 'pod db-2 of data/db: data/db'],
    ['shop/web', 'db-0.db.data', 'pod db-0 of data/db: data/db'],
    ['shop/web', 'db-0.db.data.svc', 'pod db-0 of data/db: data/db'],
    ['shop/web', 'db-0.db.data.svc.cluster.local', 'pod db-0 of data/db: data/db'],
    ['data/job', 'late-6.late', 'pod late-6 of data/late: data/late'],
    ['data/job', 'busy.pods', 'pod busy of data/pods: data/named'],
    ['data/job', '10-0-0-9.pods', 'pod 10-0-0-9 of data/pods: data/nameless'],
    ['data/job', '2001-db8--7.pods', 'pod 2001-db8--7 of data/pods: data/six'],
    ['data/job', 'first.written', 'pod first of data/written: 0.0.0.0/0'],
    ['shop/web', '_http._tcp.api.shop.svc.cluster.local', 'shop/api:80'],
    ['shop/web', '_dns._udp.api', 'shop/api:53'],
    ['shop/web', '_pg._tcp.db.data', 'data/db:5432'],
    ['shop/web', '10-0-0-9.data.pod.cluster.local', '10.0.0.9 data/nameless'],
    ['shop/web', '10-0-0-9.data.pod', '10.0.0.9 data/nameless'],
    ['shop/web', '2001-db8--7.data.pod', '2001:db8::7 data/six'],
    ['shop/web', '10-0-0-77.data.pod', '10.0.0.77'],
    ['shop/web', 'alias', 'data/db'],
    ['shop/web', 'chain', 'data/db'],
    ['shop/host-net', 'api', 'shop/api'],
    ['shop/own', 'api', 'shop/api'],
    ['shop/own', 'api.shop.svc.cluster.local', 'shop/api'],
    ['shop/corp', 'api', 'shop/api'],
  ])('%s asks for %s: %s', (from, name, found) => {
    expect(told(resolve(from, name))).toBe(found);
  });
});

describe('names outside', () => {
  it.each<[from: string, name: string, found: string]>([
    ['shop/web', 'example.com', 'outside example.com'],
    ['shop/web', 'www.example.com.', 'outside www.example.com'],
    ['shop/web', 'a.b.c.d.e.example.com', 'outside a.b.c.d.e.example.com'],
    ['shop/web', 'api.shop.svc.clusterset.local', 'outside api.shop.svc.clusterset.local'],
    ['shop/web', 'out', 'outside db.example.com'],
    ['shop/host', 'example.com', 'outside example.com'],
    ['shop/node-dns', 'example.com', 'outside example.com'],
    ['shop/alone', 'example.com', 'outside example.com'],
    [
      'shop/corp',
      'intranet',
      'outside intranet.corp.example.com (no Service intranet in namespace shop; there is address, alias, api and 7 more)',
    ],
    ['shop/web', 'cache.dat', 'no namespace dat in the input; there is a Service cache in data'],
    [
      'shop/web',
      'cache.example',
      'outside cache.example (no namespace example in the input; there is a Service cache in data)',
    ],
  ])('%s asks for %s: %s', (from, name, found) => {
    expect(told(resolve(from, name))).toBe(found);
  });
});

describe('a resolution', () => {
  it('tells the names tried up to the one that answered', () => {
    expect(resolve('data/job', 'api.shop').tried).toEqual([
      'api.shop.data.svc.cluster.local',
      'api.shop.svc.cluster.local',
    ]);
  });

  it('tells the records it followed, aliases first', () => {
    expect(resolve('shop/web', 'chain').records.map(({ name, type, value }) => `${name} ${type} ${value}`)).toEqual([
      'chain.shop.svc.cluster.local CNAME alias.shop.svc.cluster.local',
      'alias.shop.svc.cluster.local CNAME db.data.svc.cluster.local',
      'db.data.svc.cluster.local A/AAAA each ready pod',
    ]);
  });

  it('knows the zone of the cluster', () => {
    const own = resolverOf(analysis, 'k8s.example');
    expect(told(resolve('shop/web', 'api.shop.svc.k8s.example', own))).toBe('shop/api');
    expect(told(resolve('shop/web', 'api', own))).toBe('shop/api');
    expect(resolve('shop/web', 'api.shop.svc.cluster.local', own).problem).toContain('is not below k8s.example');
    expect(analysis.overview.catalog.services.map((view) => own.namesOf(view)[0])).toContain(
      'api.shop.svc.k8s.example',
    );
  });

  it('tells running pods of a set apart', () => {
    const running = (ordinal: number): string =>
      podWith(
        `data/kv-${ordinal}`,
        `app: kv, statefulset.kubernetes.io/pod-name: kv-${ordinal}`,
        'nodeName: node-1',
        `podIP: 10.0.1.${ordinal}`,
      ).replace(
        'labels:',
        `ownerReferences: [{ apiVersion: apps/v1, kind: StatefulSet, name: kv, controller: true }], labels:`,
      );
    const live = analyzeText(
      set('data/kv', 'serviceName: kv, replicas: 3') +
        service('data/kv', 'clusterIP: None, selector: { app: kv }, ports: [{ port: 80 }]') +
        service('data/kv-0', 'selector: { statefulset.kubernetes.io/pod-name: kv-0 }, ports: [{ port: 80 }]') +
        running(0) +
        running(1),
    );
    const client = { namespace: 'data', dnsPolicy: 'ClusterFirst', hostNetwork: false, searches: [] } as const;
    const ask = (name: string): string => told(resolverOf(live).resolve(name, client));
    expect(ask('kv-0.kv')).toBe('pod kv-0 of data/kv: data/kv (kv-0)');
    expect(ask('kv-1.kv')).toBe('pod kv-1 of data/kv: data/kv (kv-1)');
    expect(ask('kv-2.kv')).toBe('data/kv[StatefulSet] has no pod kv-2; its pods are kv-0, kv-1');
  });
});
