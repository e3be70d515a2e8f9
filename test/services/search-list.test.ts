import { describe, expect, it } from 'vitest';
import { type Client, namesTried, resolverOf } from '../../src/services/search-list.ts';

const client = (more: Partial<Client> = {}): Client => ({
  namespace: 'shop',
  dnsPolicy: 'ClusterFirst',
  hostNetwork: false,
  searches: [],
  ...more,
});

describe('the names that a pod tries', () => {
  it.each<[what: string, name: string, more: Partial<Client>, tried: string[]]>([
    [
      'goes through the search list before a short name as it is',
      'web',
      {},
      ['web.shop.svc.cluster.local', 'web.svc.cluster.local', 'web.cluster.local', 'web'],
    ],
    ['takes a name with a dot at the end as it is', 'Web.Shop.', {}, ['web.shop']],
    [
      'goes through it with four dots',
      'a.b.c.d.e',
      {},
      ['a.b.c.d.e.shop.svc.cluster.local', 'a.b.c.d.e.svc.cluster.local', 'a.b.c.d.e.cluster.local', 'a.b.c.d.e'],
    ],
    [
      'comes to it last with five dots',
      'a.b.c.d.e.f',
      {},
      [
        'a.b.c.d.e.f',
        'a.b.c.d.e.f.shop.svc.cluster.local',
        'a.b.c.d.e.f.svc.cluster.local',
        'a.b.c.d.e.f.cluster.local',
      ],
    ],
    [
      'appends the domains of dnsConfig',
      'web',
      { searches: ['Corp.example.com.'] },
      ['web.shop.svc.cluster.local', 'web.svc.cluster.local', 'web.cluster.local', 'web.corp.example.com', 'web'],
    ],
    [
      'has no other domains where dnsPolicy is None',
      'web',
      { dnsPolicy: 'None', searches: ['a.example'] },
      ['web.a.example', 'web'],
    ],
    ['has none of the cluster where the node is asked', 'web', { dnsPolicy: 'Default' }, ['web']],
    ['has none of the cluster on the host network', 'web', { hostNetwork: true }, ['web']],
    [
      'has them on the host network with ClusterFirstWithHostNet',
      'web.data',
      { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
      ['web.data.shop.svc.cluster.local', 'web.data.svc.cluster.local', 'web.data.cluster.local', 'web.data'],
    ],
  ])('%s', (_, name, more, tried) => {
    expect(namesTried(name, client(more), 'cluster.local')).toEqual(tried);
  });

  it('are below the zone of the cluster', () => {
    expect(namesTried('web', client(), 'k8s.example')[0]).toBe('web.shop.svc.k8s.example');
  });
});

describe('whom a pod asks', () => {
  it.each<[Client['dnsPolicy'], boolean, ReturnType<typeof resolverOf>]>([
    ['ClusterFirst', false, 'cluster'],
    ['ClusterFirst', true, 'node'],
    ['ClusterFirstWithHostNet', false, 'cluster'],
    ['ClusterFirstWithHostNet', true, 'cluster'],
    ['Default', false, 'node'],
    ['Default', true, 'node'],
    ['None', false, 'own'],
    ['None', true, 'own'],
  ])('%s, on the host network %s: %s', (dnsPolicy, hostNetwork, resolver) => {
    expect(resolverOf(client({ dnsPolicy, hostNetwork }))).toBe(resolver);
  });
});
