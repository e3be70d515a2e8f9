import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/analysis.ts';
import { analyze } from '../../src/index.ts';
import { ipBlock, type IpBlock } from '../../src/model/ip-set.ts';
import { pod, policy, reach } from '../support/manifests.ts';

const blocks = (...cidrs: string[]): IpBlock[] => cidrs.map((cidr) => ipBlock(cidr) as IpBlock);

/** A server that admits these peers alone, and a client whose address is not known. */
const admitting = (...peers: string[]): string =>
  pod('shop/server', 'app: server') +
  pod('shop/client', 'app: client') +
  policy('shop/server', `podSelector: {matchLabels: {app: server}}, ingress: [{from: [${peers.join(', ')}]}]`);

const ip = (cidr: string, ...except: string[]): string =>
  `{ipBlock: {cidr: "${cidr}", except: [${except.map((each) => `"${each}"`).join(', ')}]}}`;

const analyzed = (text: string, podCIDRs: readonly string[], nodeCIDRs: readonly string[] = []): Analysis =>
  analyze(
    { texts: [{ file: 'manifests.yaml', text }] },
    { podBlocks: blocks(...podCIDRs), nodeBlocks: blocks(...nodeCIDRs) },
  );

const isOpen = (analysis: Analysis): boolean => reach(analysis, 'shop/client', 'shop/server') !== 'no port';
const isAssumed = (analysis: Analysis): boolean =>
  analysis.assumptions.some(({ id }) => id === 'pod-addresses-unknown');

describe('a pod whose address is not known, with the pod CIDRs of the cluster', () => {
  it.each<[name: string, podCIDRs: string[], peers: string[], open: boolean, assumed: boolean]>([
    ['is in no narrow block when nobody says a CIDR', [], [ip('10.0.0.0/8')], false, true],
    ['is in a block that holds the CIDR', ['10.244.0.0/16'], [ip('10.0.0.0/8')], true, false],
    ['is in a block that is the CIDR', ['10.244.0.0/16'], [ip('10.244.0.0/16')], true, false],
    ['is in no block beside it', ['10.244.0.0/16'], [ip('10.245.0.0/16')], false, false],
    ['is in no block that excepts the CIDR', ['10.244.0.0/16'], [ip('0.0.0.0/0', '10.244.0.0/16')], false, false],
    ['is in a block that excepts something else', ['10.244.0.0/16'], [ip('0.0.0.0/0', '192.168.0.0/16')], true, false],
    [
      'is in no block that holds a part of it, which is an assumption',
      ['10.244.0.0/16'],
      [ip('10.244.7.0/24')],
      false,
      true,
    ],
    ['nor in one that excepts a part of it', ['10.244.0.0/16'], [ip('0.0.0.0/0', '10.244.7.0/24')], false, true],
    [
      'is in a block of the other family when that has a CIDR too',
      ['10.244.0.0/16', 'fd00::/48'],
      [ip('fd00::/32')],
      true,
      false,
    ],
    ['is not in the whole other family when that has none', ['10.244.0.0/16'], [ip('::/0')], false, false],
    [
      'may be in any of several CIDRs, which is an assumption',
      ['10.1.0.0/16', '10.2.0.0/16'],
      [ip('10.2.0.0/16')],
      true,
      true,
    ],
    ['is in a block that holds them all', ['10.1.0.0/16', '10.2.0.0/16'], [ip('10.0.0.0/8')], true, false],
  ])('%s', (_, podCIDRs, peers, open, assumed) => {
    const analysis = analyzed(admitting(...peers), podCIDRs);
    expect([isOpen(analysis), isAssumed(analysis)]).toEqual([open, assumed]);
  });

  it('is shut out by a deny rule on a block that holds the CIDR', () => {
    const admin = `---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: no-pods }
spec:
  tier: Admin
  priority: 1
  subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: client } } } }
  egress: [{ action: Deny, to: [{ networks: [10.0.0.0/8] }] }]
`;
    const text = pod('shop/server', 'app: server') + pod('shop/client', 'app: client') + admin;
    expect(isOpen(analyzed(text, []))).toBe(true);
    expect(isOpen(analyzed(text, ['10.244.0.0/16']))).toBe(false);
    expect(isOpen(analyzed(text, ['172.16.0.0/16']))).toBe(true);
  });

  it('leaves known addresses alone', () => {
    const known =
      pod('shop/client', 'app: client').trimEnd() + '\nstatus: { podIP: 192.168.1.1, podIPs: [{ ip: 192.168.1.1 }] }\n';
    const text = admitting(ip('10.0.0.0/8')).replace(pod('shop/client', 'app: client'), known);
    expect(isOpen(analyzed(text, ['10.244.0.0/16']))).toBe(false);
  });
});

describe('a pod on the host network, with the node CIDRs of the cluster', () => {
  const text = admitting(ip('192.168.0.0/16')).replaceAll('spec: { containers', 'spec: { nodeName: a, containers');
  const host = text
    .replace('labels: { app: client } }\nspec: {', 'labels: { app: client } }\nspec: { hostNetwork: true,')
    .replace('nodeName: a, containers', 'nodeName: b, containers');

  it.each<[name: string, podCIDRs: string[], nodeCIDRs: string[], open: boolean]>([
    ['has an unknown address when nobody says a CIDR', [], [], false],
    ['is in a block that holds the nodes', [], ['192.168.7.0/24'], true],
    ['has no address of a pod', ['192.168.7.0/24'], [], false],
    ['is in no block beside the nodes', [], ['10.0.0.0/24'], false],
  ])('%s', (_, podCIDRs, nodeCIDRs, open) => {
    expect(isOpen(analyzed(host, podCIDRs, nodeCIDRs))).toBe(open);
  });
});

it('a node without an address lies in the node CIDRs', () => {
  const node = '---\napiVersion: v1\nkind: Node\nmetadata: { name: node-a }\n';
  const text =
    pod('shop/client', 'app: client').replace('spec: {', 'spec: { nodeName: elsewhere,') +
    node +
    policy('shop/out', `podSelector: {}, policyTypes: [Egress], egress: [{to: [${ip('192.168.0.0/16')}]}]`);
  expect(reach(analyzed(text, []), 'shop/client', 'node/0')).toBe('no port');
  expect(reach(analyzed(text, [], ['192.168.7.0/24']), 'shop/client', 'node/0')).not.toBe('no port');
});
