import { describe, expect, it } from 'vitest';
import { service } from '../services/support.ts';
import { pod } from '../support/manifests.ts';
import { runOn } from './on-manifests.ts';
import { SHOP } from './shop-services.ts';

const run = runOn({ 'shop.yaml': SHOP });

describe('a name after --to that leads nowhere', () => {
  it.each<[line: string, message: string]>([
    [
      '--from shop/web --to nobody',
      'error: nothing is called "nobody" here: no Service nobody in namespace shop; there is api, db, dns and 2 more\n',
    ],
    ['--from shop/web --to apii:80', 'error: --to apii:80: no Service apii in namespace shop; there is api\n'],
    ['--from tools/probe --to api:80', 'error: --to api:80: no Service api in namespace tools; there is one in shop\n'],
    [
      '--from shop/host --to api:80',
      'error: --to api:80: on the host network, dnsPolicy ClusterFirst asks the resolver of the node',
    ],
    [
      '--from shop/web --to api:8080',
      'error: --to api:8080: Service shop/api has no port 8080; it has 80 (http), 81 (admin), and 8080 is the target port of 80 (http)\n',
    ],
    [
      '--from shop/web --to api:80 --port 81',
      'error: --port 81 is not the port of --to api:80\nhint: give the port once\n',
    ],
    [
      '--from shop/web --to api:80 --port 80/UDP',
      'error: --to api:80: Service shop/api has no port 80/UDP; it has 80 (http), 81 (admin)\n',
    ],
    [
      '--from shop/web --to mail:smtp',
      'error: --to mail:smtp: mail.example.com is outside the cluster, where port smtp needs its number\n',
    ],
    ['--from shop/web --to 192.0.2.1:smtp', 'error: --to 192.0.2.1:smtp: an address has no port names\n'],
    [
      '--from 192.0.2.1 --to svc/api',
      'error: 192.0.2.1 is outside the cluster, where --to svc/api means nothing\nhint: name the workload behind it',
    ],
    ['--from 192.0.2.1 --to api:80', 'error: 192.0.2.1 is outside the cluster, where --to api:80 means nothing\n'],
    ['--from shop/web --to shop/apy', 'error: nothing is called "shop/apy" here\n'],
    ['--from shop/web --to api:80 --cluster-domain a_b', 'error: --cluster-domain a_b: no domain name\n'],
  ])('%s', async (line, message) => {
    const { stderr, stdout, code } = await run(`query shop.yaml ${line}`);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.slice(0, message.length)).toBe(message);
  });

  it('from a node, which has no search list that is known', async () => {
    const onNode = runOn({ 'node.yaml': `${SHOP}---\napiVersion: v1\nkind: Node\nmetadata: { name: node-1 }\n` });
    const byName = await onNode('query node.yaml --from node-1 --to api:80');
    expect(byName.stderr).toBe(
      'error: node-1 is no workload: how it looks names up is not known\nhint: name the Service: --to svc/name\n',
    );
    const homeless = await onNode('query node.yaml --from node-1 --to svc/api:80');
    expect(homeless.stderr).toBe(
      'error: the namespace of svc/api:80 is not known\nhint: write it as namespace/api[Service]\n',
    );
    expect((await onNode('query node.yaml --from node-1 --to shop/svc/api:80')).code).toBe(0);
  });

  it('of a name that may mean several endpoints stay as they are', async () => {
    const twice = runOn({
      'twice.yaml':
        pod('a/api', 'app: a') +
        pod('b/api', 'app: b') +
        service('a/api', 'selector: { app: a }, ports: [{ port: 80 }]'),
    });
    const { stderr, code } = await twice('query twice.yaml --from a/api --to api');
    expect(code).toBe(2);
    expect(stderr).toContain('"api" may be any of a/api[Pod], b/api[Pod]');
  });
});
