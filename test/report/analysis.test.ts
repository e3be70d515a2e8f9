import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/analysis.ts';
import { analysisJson, analysisText, COLOURED, PLAIN, visible } from '../../src/report/index.ts';
import { analyzeText, namespace, pod, policy } from '../support/manifests.ts';
import { text } from './support.ts';

const report = (analysis: Analysis): string => text(analysisText(analysis, PLAIN, { command: 'netgraph list m' }));

const SHOP =
  namespace('shop', 'team: shop') +
  pod('shop/web', 'app: web') +
  pod('shop/api', 'app: api') +
  pod('shop/db', 'app: db') +
  pod('shop/vault', 'app: vault') +
  pod('tools/debug', 'app: debug') +
  policy('shop/vault', 'podSelector: {matchLabels: {app: vault}}, ingress: []') +
  policy('shop/api', 'podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {}}]}]') +
  policy(
    'shop/db',
    'podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}, {podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}, {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 9187}]}]',
  );

describe('the report for people', () => {
  it('shows at a glance who reaches what', () => {
    expect(report({ ...analyzeText(SHOP), findings: [] })).toBe(`No findings

Who may reach what

  shop/api
    all ports: all of shop

  shop/db
    TCP 5432: shop/api
    TCP 5432,9187: shop/web

  shop/vault
    nobody

  shop/web, tools/debug
    all ports: anyone

  anywhere outside
    all ports: every workload

Summary
  Read 1 file, 9 documents: 1 Namespace, 3 NetworkPolicy, 5 Pod
  5 workloads: 3 isolated for ingress (60.0 %), 0 for egress (0.0 %)
  13 of 20 pairs of workloads may talk (65.0 %)
`);
  });

  it('says in one entry that everyone reaches everything', () => {
    const glance = report(analyzeText(pod('a', '') + pod('b', '')));
    expect(glance).toContain('  every workload\n    all ports: anyone\n');
    expect(glance).toContain('  anywhere outside\n    all ports: every workload\n');
  });

  it('looks at the first destinations only where there are hundreds of namespaces', () => {
    const names = Array.from({ length: 520 }, (_, index) => `n${String(index).padStart(3, '0')}`);
    const pods = names.map((name) => pod(`${name}/web`, 'app: web'));
    const closed = names.slice(0, 41).map((name) => policy(`${name}/closed`, 'podSelector: {}, ingress: [{from: []}]'));
    const denied = policy('n003/closed', 'podSelector: {}, policyTypes: [Ingress]');
    const told = report({ ...analyzeText([...pods, ...closed.toSpliced(3, 1, denied)].join('')), findings: [] });
    expect(told).toContain('\n  n003\n    nobody\n');
    expect(told).toMatch(/\n {4}all ports: n001, n002, [^]*, and 479 more namespaces, anywhere outside\n/);
    // 520 namespaces and two families outside, less those that are looked at.
    expect(told).toMatch(/\n {2}… and 48\d more\n/);
    expect(told).not.toContain('\n  n040');
  });

  it('puts problems first, each where an editor finds it', () => {
    const analysis = analyzeText(pod('a', '') + '---\nkind: [\n', pod('a', ''));
    expect(analysis.incomplete).toBe(true);
    const [first, ...rest] = report(analysis).split('\n');
    expect(first).toMatch(/^manifests\.yaml:\d+:\d+ error NG002 yaml-syntax: /);
    const at = rest.findIndex((line) => line.startsWith('manifests.yaml:2:1 warning NG006 duplicate-object: '));
    expect(rest[at + 1]).toMatch(/^ {2}manifests-1\.yaml:2:1 the earlier definition/);
    expect(report(analysis)).toContain('Incomplete: something was not read');
  });

  it('shows a large cluster by namespace, and the command that shows all of it', () => {
    const many = Array.from({ length: 41 }, (_, i) => pod(`n${i % 3}/p${i}`, '')).join('');
    const glance = report(
      analyzeText(many + policy('n0/p', 'podSelector: {}, ingress: [{from: [{podSelector: {}}]}]')),
    );
    expect(glance).toContain('  n0\n    all ports: n0\n');
    expect(glance).toContain('  n1, n2\n    all ports: anyone\n');
    expect(glance).toContain('Every connection: netgraph list m\n');
  });

  it('breaks long lists into lines', () => {
    const pods = Array.from({ length: 12 }, (_, i) =>
      pod(`team-${i}/a-workload`, i % 2 === 0 ? 'app: front' : 'app: back'),
    ).join('');
    const some = policy(
      'team-0/p',
      'podSelector: {}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: back}}}]}]',
    );
    const lines = report(analyzeText(pods + some)).split('\n');
    expect(lines).toContain(
      '    all ports: team-1/a-workload, team-11/a-workload, team-3/a-workload, team-5/a-workload, team-7/a-workload,',
    );
    expect(lines).toContain('               team-9/a-workload');
  });

  it('explains each assumption, what would decide it, and how many endpoints it concerns', () => {
    const analysis = analyzeText(
      pod('a', '') + policy('p', 'podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]'),
    );
    expect(report(analysis)).toMatch(
      /^ {2}pod-addresses-unknown \(1 endpoint\): The addresses .*\n {4}To decide it: /m,
    );
  });

  it('loses nothing without colour', () => {
    const analysis = analyzeText(SHOP + '---\nkind: [\n');
    const coloured = text(analysisText(analysis, COLOURED, { command: 'netgraph list m' }));
    // eslint-disable-next-line no-control-regex
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(report(analysis));
    expect(coloured).not.toBe(report(analysis));
  });

  it('lets no file name speak to the terminal', () => {
    const analysis = analyzeText(SHOP);
    const location = { file: '::error::\u001b[2J\n', line: 1, column: 1 };
    const hostile = { ...analysis, problems: [{ rule: 'NG002' as const, message: 'x\n::error::y', location }] };
    const [line = ''] = report(hostile).split('\n');
    expect(line).toBe('\\::error::\\u{1b}[2J\\u{a}:1:1 error NG002 yaml-syntax: x\\u{a}::error::y');
    expect(visible(line)).toBe(line);
  });
});

describe('the report as JSON', () => {
  it('gives connections between groups', () => {
    const analysis = { ...analyzeText(SHOP), findings: [] };
    const json = JSON.parse(text(analysisJson(analysis))) as {
      endpoints: { id: string; group: number }[];
      groups: { from: number; to: number; ports: Record<string, string> }[];
    };
    const groupOf = new Map(json.endpoints.map(({ id, group }) => [id, group]));
    const ports = (from: string, to: string): unknown =>
      json.groups.find((link) => link.from === groupOf.get(from) && link.to === groupOf.get(to))?.ports;
    expect(ports('shop/web[Pod]', 'shop/db[Pod]')).toEqual({ TCP: '5432,9187' });
    expect(ports('shop/web[Pod]', 'shop/vault[Pod]')).toBeUndefined();
    expect(ports('external/0', 'external/1')).toBeUndefined();
    expect(json).toMatchObject({
      schemaVersion: 1,
      services: [],
      findings: [],
      assumptions: [],
      problems: [],
      summary: { files: 1, documents: 9, workloads: 5, pairs: 20, allowedPairs: 13, incomplete: false },
    });
  });

  it('carries problems with their places', () => {
    const { problems } = JSON.parse(text(analysisJson(analyzeText('kind: [\n')))) as { problems: unknown[] };
    expect(problems).toMatchObject([
      { rule: 'NG002', name: 'yaml-syntax', severity: 'error', incomplete: true, location: { file: 'manifests.yaml' } },
    ]);
  });
});
