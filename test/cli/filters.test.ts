import { describe, expect, it } from 'vitest';
import { endpointFilter } from '../../src/cli/endpoint-filter.ts';
import { globMatcher } from '../../src/model/glob.ts';
import { parsePort, parsePorts } from '../../src/cli/port-filter.ts';
import { NetgraphError } from '../../src/model/error.ts';
import { portsText } from '../../src/model/port-set.ts';
import { analyzeText, pod, policy } from '../support/manifests.ts';

const NODE = `---
apiVersion: v1
kind: Node
metadata: { name: node-a }
status: { addresses: [{ type: InternalIP, address: 10.9.0.1 }] }
`;

const { reachability } = analyzeText(
  pod('shop/web', 'app: web, tier: front').replace('spec:', 'status: { podIP: 10.1.0.7 }\nspec:') +
    pod('shop/db', 'app: db, canary: ""') +
    pod('tools/web', 'app: web') +
    policy('shop/p', 'podSelector: {}, egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}], policyTypes: [Egress]') +
    NODE,
);

const OUTSIDE = reachability.endpoints.filter(({ type }) => type === 'external').map(({ id }) => id);
const CUT = reachability.addresses.endpoints.find(({ cidrs }) => cidrs.join() === '203.0.113.0/24')?.id ?? '';
const REST = reachability.addresses.endpoints.find(({ cidrs }) => cidrs.includes('0.0.0.0/1'))?.id ?? '';
const PODS = ['shop/db[Pod]', 'shop/web[Pod]', 'tools/web[Pod]'];

describe('--from and --to', () => {
  it.each<[text: string, ids: string[]]>([
    ['web', ['shop/web[Pod]', 'tools/web[Pod]']],
    ['shop/web', ['shop/web[Pod]']],
    ['shop/web[Pod]', ['shop/web[Pod]']],
    ['shop/web[Deployment]', []],
    ['shop/*', ['shop/db[Pod]', 'shop/web[Pod]']],
    ['*/web', ['shop/web[Pod]', 'tools/web[Pod]']],
    ['?b', ['shop/db[Pod]']],
    ['*[Pod]', PODS],
    ['node-*', ['node/0']],
    ['node/0', ['node/0']],
    ['app=web', ['shop/web[Pod]', 'tools/web[Pod]']],
    ['app=web,tier!=front', ['tools/web[Pod]']],
    ['app==web,tier', ['shop/web[Pod]']],
    ['app in (web, db)', PODS],
    ['app notin (web)', ['shop/db[Pod]']],
    ['!canary', ['shop/web[Pod]', 'tools/web[Pod]']],
    ['canary=', ['shop/db[Pod]']],
    ['external', OUTSIDE],
    ['203.0.113.9', [CUT]],
    ['10.1.0.7', ['shop/web[Pod]', REST]],
    ['10.9.0.0/16', ['node/0', REST]],
    ['nothing-like-it', []],
  ])('%s', (text, ids) => {
    const isMeant = endpointFilter(text);
    expect(
      reachability.endpoints
        .filter(isMeant)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort());
  });

  it.each([
    '',
    'a b',
    'app=we b',
    'app=web,',
    '=x',
    '!',
    'app in (a',
    'app in a,b)',
    'ä',
    'a;b',
    '10.0.0.0/33',
    '010.0.0.1/8%',
  ])('rejects %j', (text) => {
    const attempt = (): unknown => endpointFilter(text);
    if (text === '10.0.0.0/33') expect(reachability.endpoints.filter(endpointFilter(text))).toEqual([]);
    else expect(attempt).toThrow(NetgraphError);
  });
});

describe('globs', () => {
  it.each<[pattern: string, text: string, matches: boolean]>([
    ['*', '', true],
    ['?', '', false],
    ['a*c', 'abbc', true],
    ['a*c', 'abcb', false],
    ['a*b*c', 'aXbYc', true],
    ['**', 'x', true],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
    ['*a', 'aaab', false],
  ])('%s against %j: %s', (pattern, text, matches) => {
    expect(globMatcher(pattern)(text)).toBe(matches);
  });

  it('takes no time for a pattern made to take long', () => {
    expect(globMatcher(`${'*a'.repeat(500)}b`)('a'.repeat(5_000))).toBe(false);
  });
});

describe('--port', () => {
  it.each([
    ['8080', 'TCP 8080'],
    ['53/udp', 'UDP 53'],
    ['8000-9000/SCTP', 'SCTP 8000-9000'],
    ['1-65535', 'TCP all ports'],
  ])('reads %s as %s', (text, ports) => {
    expect(portsText(parsePorts(text))).toBe(ports);
  });

  it.each(['', '0', '65536', '80-79', '80/ICMP', 'http', '80/', '-80', '8 0', '080000'])('rejects %j', (text) => {
    expect(() => parsePorts(text)).toThrow(NetgraphError);
  });

  it('is one port for a query', () => {
    expect(parsePort('53/UDP')).toEqual({ protocol: 'UDP', port: 53 });
    expect(() => parsePort('80-90')).toThrow(NetgraphError);
  });
});
