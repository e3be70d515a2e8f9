import { describe, expect, it } from 'vitest';
import { resolve } from './names-cluster.ts';

describe('names that lead nowhere', () => {
  it.each<[what: string, from: string, name: string, problem: RegExp | string]>([
    ['another namespace has it', 'data/job', 'api', 'no Service api in namespace data; there is one in shop'],
    ['another namespace is named', 'shop/web', 'api.data', 'no Service api in namespace data; there is one in shop'],
    ['a slip of the pen', 'shop/web', 'apii', 'no Service apii in namespace shop; there is api'],
    ['a swapped pair of letters', 'data/job', 'cahce', 'no Service cahce in namespace data; there is cache'],
    [
      'pods without a Service',
      'shop/web',
      'web',
      /^no Service web in namespace shop; shop\/web\[Pod\] is there, but no Service/,
    ],
    ['a namespace that nobody knows', 'shop/web', 'x.y.svc', 'no namespace y in the input'],
    ['a name of the zone without a form', 'shop/web', 'x.cluster.local', /x\.cluster\.local\S* has not the form/],
    [
      'another zone',
      'shop/web',
      'api.shop.svc.k8s.example',
      'api.shop.svc.k8s.example is not below cluster.local; there is api.shop.svc.cluster.local',
    ],
    ['a zone cut short', 'shop/web', 'api.shop.svc.cluster', /^api\.shop\.svc\.cluster is not below cluster\.local/],
    [
      'a headless Service without pods',
      'data/job',
      'empty',
      'Service data/empty is headless and has no pod, so its name leads nowhere',
    ],
    ['an ordinal too many', 'data/job', 'db-3.db', 'data/db[StatefulSet] has no pod db-3; its pods are db-0 to db-2'],
    [
      'an ordinal before the first',
      'data/job',
      'late-0.late',
      'data/late[StatefulSet] has no pod late-0; its pods are late-5 to late-6',
    ],
    [
      'another Service of the pods',
      'data/job',
      'db-0.db-read',
      'data/db[StatefulSet] names its pods below Service db, not below db-read',
    ],
    [
      'a Service with an address',
      'data/job',
      'db-0.db-plain',
      'Service data/db-plain is not headless, so its pods have no names below it',
    ],
    [
      'a Service that selects other pods',
      'data/job',
      'apart-0.apart',
      'Service data/apart does not select the pods of data/apart[StatefulSet]',
    ],
    [
      'a set without serviceName',
      'data/job',
      'lone-0.db',
      'data/lone[StatefulSet] names its pods below no Service, not below db',
    ],
    ['a pod that has a better name', 'data/job', '10-0-0-8.pods', 'no pod behind Service data/pods is called 10-0-0-8'],
    [
      'an endpoint that is not ready',
      'data/job',
      'second.written',
      'no pod behind Service data/written is called second',
    ],
    [
      'an unnamed or unknown port',
      'shop/web',
      '_grpc._tcp.api',
      'Service shop/api has no SRV record _grpc._tcp; there is _http._tcp, _dns._udp',
    ],
    [
      'an address of another namespace',
      'shop/web',
      '10-0-0-9.shop.pod',
      '10.0.0.9 is an address of namespace data, not of shop',
    ],
    ['no address at all', 'shop/web', 'web.shop.pod', /^web is no address with dashes/],
    ['aliases in a circle', 'shop/web', 'loop-a', /^ExternalName shop\/loop-[ab] leads in a circle$/],
    [
      'an alias cut short',
      'shop/web',
      'short',
      'ExternalName shop/short leads to db.data, which has to be written in full: db.data.svc.cluster.local',
    ],
    ['an alias to a bare name', 'shop/web', 'bare', 'ExternalName shop/bare leads to somewhere, which is no full name'],
    [
      'an alias to what is not there',
      'shop/web',
      'dangling',
      /^ExternalName shop\/dangling leads to gone\.data\.svc\.cluster\.local: no Service gone in namespace data/,
    ],
    ['an alias to an address', 'shop/web', 'address', /^ExternalName shop\/address leads to 192\.0\.2\.7: /],
    [
      'the resolver of the node',
      'shop/host',
      'api',
      "on the host network, dnsPolicy ClusterFirst asks the resolver of the node, which does not know api.shop.svc.cluster.local; dnsPolicy: ClusterFirstWithHostNet asks the cluster's",
    ],
    [
      'the resolver of the node, asked for',
      'shop/node-dns',
      'api.shop.svc.cluster.local',
      /^dnsPolicy Default asks the resolver of the node, .* dnsPolicy: ClusterFirst asks the cluster's$/,
    ],
    ['an alias by way of the node', 'shop/host', 'out', /^on the host network/],
    [
      'a search list of its own',
      'shop/alone',
      'api',
      'dnsPolicy None searches no domain in which api is api.shop.svc.cluster.local',
    ],
    ['a search list without svc', 'shop/own', 'db.data', /^dnsPolicy None searches no domain/],
  ])('%s: %s asks for %s', (_, from, name, problem) => {
    const resolution = resolve(from, name);
    expect(resolution.target).toBeUndefined();
    expect(resolution.outside).toBeUndefined();
    if (typeof problem === 'string') expect(resolution.problem).toBe(problem);
    else expect(resolution.problem).toMatch(problem);
  });

  it('point at the object in the way', () => {
    expect(resolve('data/job', 'db-3.db').problemLocation).toMatchObject({ file: 'manifests.yaml', column: 1 });
    expect(resolve('shop/web', 'short').problemLocation).toMatchObject({ file: 'manifests.yaml' });
    expect(resolve('shop/web', 'apii').problemLocation).toBeUndefined();
  });
});
