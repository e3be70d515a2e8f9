import { describe, expect, it } from 'vitest';
import { policy } from '../support/manifests.ts';
import { runOn } from './on-manifests.ts';
import { SHOP } from './resolve-manifests.ts';

const run = runOn({ 'shop.yaml': SHOP });

describe('wrong usage', () => {
  it.each<[line: string, message: RegExp]>([
    [
      'resolve 10.96.0.10 shop.yaml --from shop/web',
      /^error: 10\.96\.0\.10 is an address, not a name\nhint: netgraph query --to 10\.96\.0\.10 /,
    ],
    [
      'resolve shop/api shop.yaml --from shop/web',
      /^error: this is no name that DNS could look up\nhint: such as api, /,
    ],
    ['resolve http://u:secret@$(HOST)/ shop.yaml --from shop/web', /^error: this is no name that DNS could look up\n/],
    ['resolve api:99999 shop.yaml --from shop/web', /^error: "99999" is no port\n/],
    ['resolve api:53/ICMP shop.yaml --from shop/web', /^error: "icmp" is no protocol\n/],
    [
      'resolve api shop.yaml --from 192.0.2.1',
      /^error: --from 192\.0\.2\.1 is no workload: how it looks names up is not known\n/,
    ],
    ['resolve api shop.yaml --from nobody', /^error: nothing is called "nobody" here\n/],
    ['resolve api shop.yaml --from shop/web --cluster-domain -', /^error: --cluster-domain -: no domain name\n/],
    ['resolve api shop.yaml', /required option '--from <workload>'/],
  ])('netgraph %s', async (line, message) => {
    const { code, stderr, stdout } = await run(line);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('secret');
  });
});

it('asks in the zone of the cluster', async () => {
  const { stdout, code } = await run(
    'resolve db.data.svc.k8s.example:5433 shop.yaml --from shop/web --cluster-domain k8s.example',
  );
  expect(code).toBe(0);
  expect(stdout).toContain('  db.data.svc.k8s.example: A/AAAA, each ready pod');
});

it('says that a policy tells pods of a workload apart', async () => {
  const more = runOn({
    'shop.yaml': SHOP,
    'more.yaml': policy('data/p', 'podSelector: { matchLabels: { apps.kubernetes.io/pod-index: "0" } }'),
  });
  const { stderr, code } = await more('resolve api.shop shop.yaml more.yaml --from data/db');
  expect(code).toBe(2);
  expect(stderr).toContain('hint: name one of them: data/db[StatefulSet], data/db[StatefulSet]:db-0\n');
  expect((await more('resolve api.shop:80 shop.yaml more.yaml --from data/db-0')).code).toBe(1);
});
