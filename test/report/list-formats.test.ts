import { describe, expect, it } from 'vitest';
import {
  endpointMap,
  listCsv,
  listJson,
  listJsonl,
  listMarkdown,
  listText,
  namespaceMap,
} from '../../src/report/index.ts';
import { analyzeText, namespace, pod, policy } from '../support/manifests.ts';
import { deployment, parseCsv, reachabilityOf, text } from './support.ts';

const SHOP =
  namespace('shop', 'team: shop') +
  pod('shop/web', 'app: web, 10: ten, 2: two', ', ports: [{name: http, containerPort: 8080}]') +
  pod('shop/db', 'app: db') +
  policy(
    'shop/db',
    'podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}, {port: 53, protocol: UDP}]}]',
  ) +
  policy(
    'shop/web',
    'podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress, Egress], ingress: [{ports: [{port: http}]}], egress: [{to: [{podSelector: {}}]}]',
  );

const { reachability } = analyzeText(SHOP);
const map = endpointMap(reachability);
const everything = '{"TCP":"1-65535","UDP":"1-65535","SCTP":"1-65535"}';

describe('the map of a small shop', () => {
  it('is the documented JSON', () => {
    expect(text(listJson(reachability, map))).toBe(`{
  "schemaVersion": 1,
  "endpoints": [
    {"id":"shop/db[Pod]","type":"workload","namespace":"shop","name":"db","kind":"Pod","labels":{"app":"db"},"ports":[],"hostNetwork":false,"isolated":{"ingress":true,"egress":true},"location":{"file":"manifests.yaml","line":11,"column":1}},
    {"id":"shop/web[Pod]","type":"workload","namespace":"shop","name":"web","kind":"Pod","labels":{"10":"ten","2":"two","app":"web"},"ports":[{"name":"http","protocol":"TCP","port":8080}],"hostNetwork":false,"isolated":{"ingress":true,"egress":true},"location":{"file":"manifests.yaml","line":6,"column":1}},
    {"id":"external/0","type":"external","cidrs":["0.0.0.0/0"]},
    {"id":"external/1","type":"external","cidrs":["::/0"]}
  ],
  "connections": [
    {"from":"shop/db[Pod]","to":"shop/db[Pod]","ports":${everything}},
    {"from":"shop/web[Pod]","to":"shop/db[Pod]","ports":{"TCP":"5432","UDP":"53"}},
    {"from":"shop/web[Pod]","to":"shop/web[Pod]","ports":${everything}},
    {"from":"external/0","to":"shop/web[Pod]","ports":{"TCP":"8080"}},
    {"from":"external/1","to":"shop/web[Pod]","ports":{"TCP":"8080"}}
  ]
}
`);
  });

  it('is one JSON object a line, with addresses in place of ids that nothing explains', () => {
    expect(text(listJsonl(map))).toBe(`{"from":"shop/db[Pod]","to":"shop/db[Pod]","ports":${everything}}
{"from":"shop/web[Pod]","to":"shop/db[Pod]","ports":{"TCP":"5432","UDP":"53"}}
{"from":"shop/web[Pod]","to":"shop/web[Pod]","ports":${everything}}
{"from":"0.0.0.0/0","to":"shop/web[Pod]","ports":{"TCP":"8080"}}
{"from":"::/0","to":"shop/web[Pod]","ports":{"TCP":"8080"}}
`);
  });

  it('is CSV with a line for each protocol', () => {
    expect(parseCsv(text(listCsv(map)))).toEqual([
      ['from', 'to', 'protocol', 'ports'],
      ...['TCP', 'UDP', 'SCTP'].map((protocol) => ['shop/db[Pod]', 'shop/db[Pod]', protocol, '1-65535']),
      ['shop/web[Pod]', 'shop/db[Pod]', 'TCP', '5432'],
      ['shop/web[Pod]', 'shop/db[Pod]', 'UDP', '53'],
      ...['TCP', 'UDP', 'SCTP'].map((protocol) => ['shop/web[Pod]', 'shop/web[Pod]', protocol, '1-65535']),
      ['0.0.0.0/0', 'shop/web[Pod]', 'TCP', '8080'],
      ['::/0', 'shop/web[Pod]', 'TCP', '8080'],
    ]);
  });

  it('is a Markdown table', () => {
    expect(text(listMarkdown(map)).split('\n').slice(0, 4)).toEqual([
      '| From | To | Ports |',
      '| --- | --- | --- |',
      '| `shop/db[Pod]` | `shop/db[Pod]` | all ports |',
      '| `shop/web[Pod]` | `shop/db[Pod]` | TCP 5432; UDP 53 |',
    ]);
  });

  it('is text, a connection a line', () => {
    expect(text(listText(map))).toBe(`shop/db[Pod] → shop/db[Pod]  all ports
shop/web[Pod] → shop/db[Pod]  TCP 5432; UDP 53
shop/web[Pod] → shop/web[Pod]  all ports
0.0.0.0/0 → shop/web[Pod]  TCP 8080
::/0 → shop/web[Pod]  TCP 8080
`);
  });

  it('is a map of namespaces', () => {
    expect(text(listText(namespaceMap(reachability)))).toBe(`shop → shop  TCP 5432; UDP 53
0.0.0.0/0 → shop  TCP 8080
::/0 → shop  TCP 8080
`);
    expect(JSON.parse(text(listJson(reachability, namespaceMap(reachability))))).toMatchObject({
      endpoints: [{ id: 'shop', type: 'namespace' }, { id: 'external/0' }, { id: 'external/1' }],
    });
  });
});

describe('an empty map', () => {
  const empty = { places: [], links: () => [] };
  it('is valid in every format', () => {
    expect(JSON.parse(text(listJson(reachability, empty)))).toEqual({
      schemaVersion: 1,
      endpoints: [],
      connections: [],
    });
    expect(text(listJsonl(empty))).toBe('');
    expect(parseCsv(text(listCsv(empty)))).toEqual([['from', 'to', 'protocol', 'ports']]);
    expect(text(listText(empty))).toBe('');
  });
});

describe('names from a stranger', () => {
  const NAMES = [
    '=cmd|x',
    '@team',
    '`a`|b',
    'a\nb',
    '\u001b[2J',
    'a\u202eb',
    '::error::x',
    '__proto__',
    '"',
    '<img src=x>',
    '\ud800',
  ];
  const hostile = reachabilityOf(NAMES.map((name) => deployment(name, name, name)));
  const hostileMap = endpointMap(hostile);
  const ids = hostile.endpoints.map(({ id }) => id);
  const lines = [...hostileMap.links()].length;
  const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

  it('come back from JSON as they were', () => {
    const written = text(listJson(hostile, hostileMap));
    expect(written.replaceAll('\n', '')).not.toMatch(unseen);
    const { endpoints } = JSON.parse(written) as { endpoints: { id: string }[] };
    expect(endpoints.map(({ id }) => id)).toEqual(ids);
  });

  it('keep text and Markdown to one line a connection', () => {
    for (const [written, header] of [
      [text(listText(hostileMap)), 0],
      [text(listMarkdown(hostileMap)), 2],
    ] as const) {
      expect(written.trimEnd().split('\n')).toHaveLength(lines + header);
      expect(written.replaceAll('\n', '')).not.toMatch(unseen);
      expect(written).not.toMatch(/^::error/m);
    }
    for (const row of text(listMarkdown(hostileMap)).trimEnd().split('\n'))
      expect(row.split(/(?<!\\)\|/)).toHaveLength(5);
  });

  it('start no formula in CSV', () => {
    for (const field of parseCsv(text(listCsv(hostileMap))).flat()) expect(field).not.toMatch(/^[=+\-@]/);
  });
});

describe('10,000 connections', () => {
  const many = reachabilityOf(Array.from({ length: 99 }, (_, i) => deployment(`w${i}`)));
  const manyMap = endpointMap(many);
  const count = 99 * 99 + 4 * 99;

  it('are read back by JSON and CSV parsers', () => {
    const { connections } = JSON.parse(text(listJson(many, manyMap))) as { connections: unknown[] };
    expect(connections).toHaveLength(count);
    expect(
      text(listJsonl(manyMap))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toHaveLength(count);
    expect(parseCsv(text(listCsv(manyMap)))).toHaveLength(1 + 3 * count);
  });
});

describe('a cluster with nodes and many blocks', () => {
  const node = (name: string): string => `---
apiVersion: v1
kind: Node
metadata: { name: ${name} }
status: { addresses: [{ type: InternalIP, address: 192.0.2.${name.length} }] }
`;
  const analysis = analyzeText(
    pod('shop/web', '') +
      node('b') +
      node('a') +
      policy(
        'shop/p',
        'podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/16, 10.2.0.0/16, 10.4.0.0/16, 10.6.0.0/16, 10.8.0.0/16, 10.10.0.0/16]}}]}]',
      ),
  );
  const nodes = endpointMap(analysis.reachability);

  it('describes nodes together that policies cannot tell apart', () => {
    const { endpoints } = JSON.parse(text(listJson(analysis.reachability, nodes))) as { endpoints: unknown[] };
    expect(endpoints).toContainEqual({ id: 'node/0', type: 'node', nodes: ['a', 'b'] });
  });

  it('shortens long lists of addresses for people, never for machines', () => {
    expect(text(listText(nodes))).toMatch(
      /^10\.0\.0\.0\/8 except [\d./, ]+ and 3 more → shop\/web\[Pod\] {2}all ports$/m,
    );
    expect(text(listCsv(nodes))).not.toContain(' more');
    expect(text(listJsonl(nodes))).not.toContain(' more');
  });
});
