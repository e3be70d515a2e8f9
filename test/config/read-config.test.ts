import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Config, NO_CONFIG, withDefaults } from '../../src/config/index.ts';
import { configValue, readConfig } from '../../src/config/index.ts';
import { NetgraphError } from '../../src/model/error.ts';
import { ALL_RULES, RULE_IDS } from '../../src/rule-names.ts';
import { printYaml, readDocuments } from '../../src/yaml/index.ts';
import { holds } from '../support/holds.ts';

const isFixed = (id: string): boolean => ALL_RULES.some((rule) => rule.id === id && rule.incomplete);

function read(text: string): Config {
  const [document] = readDocuments('.netgraph.yaml', text, { isUsed: () => true });
  if (document?.type !== 'document') throw new Error('no document');
  return readConfig(document.document.value, document.document.origin, { ids: RULE_IDS, isFixed });
}

/** `line:column: message (hint)` */
function complaint(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof NetgraphError)
      return `${error.message.replace('.netgraph.yaml:', '')}${error.hint === undefined ? '' : ` (${error.hint})`}`;
    throw error;
  }
  return 'nothing';
}

const EVERYTHING = `$schema: ./node_modules/netgraph/schemas/config.schema.json
rules:
  NG101: off
  service-selects-nothing: warning
  NG004: "off"
  NG008: on
defaultNamespace: shop
clusterDomain: example.org
ingressControllers:
  - namespace: edge
    labels: { app: proxy }
external:
  namespaces: [monitoring, "team-*"]
  dns:
    - openshift
    - node-local
    - namespace: dns
      labels: { app: coredns }
      ports: [53, 1053]
  pods:
    - prometheus
    - namespace: tools
      namespaceLabels: { team: ops }
      labels: { app: probe }
      addresses: [10.0.0.1, "fd00::1"]
podCIDRs: [10.244.0.0/16, "fd00:10::/56"]
serviceCIDRs: [10.96.0.0/12]
nodeCIDRs: [192.168.0.0/24]
exclude: [vendor/, "*.tmpl.yaml"]
failOn: warning
suppress:
  - rules: [NG101, service-selects-nothing]
    kind: Deployment
    namespace: legacy-*
    name: web
    reason: goes away
    until: 2026-12-31
baseline: ci/baseline.json
`;

describe('a configuration', () => {
  it('may say everything', () => {
    const config = read(EVERYTHING);
    expect(config.rules).toEqual(
      new Map([
        ['NG101', 'off'],
        ['NG201', 'warning'],
        ['NG004', 'off'],
        ['NG008', 'on'],
      ]),
    );
    expect(config).toMatchObject({
      defaultNamespace: 'shop',
      clusterDomain: 'example.org',
      ingressControllers: [{ namespace: 'edge', labels: new Map([['app', 'proxy']]) }],
      exclude: ['vendor/', '*.tmpl.yaml'],
      failOn: 'warning',
      baseline: 'ci/baseline.json',
    });
    expect(config.external.namespaces).toEqual(['monitoring', 'team-*']);
    expect(config.external.dns?.map(({ namespace, ports }) => [namespace, ports])).toEqual([
      ['openshift-dns', [5353]],
      ['kube-system', [53]],
      ['dns', [53, 1053]],
    ]);
    expect(config.external.dns?.[1]?.addresses).toEqual([0xa9fe140an]);
    expect(config.external.pods.map(({ namespace, namespaceLabels }) => [namespace, namespaceLabels.size])).toEqual([
      ['monitoring', 0],
      ['tools', 1],
    ]);
    expect(
      [config.podBlocks, config.serviceBlocks, config.nodeBlocks].map((blocks) => blocks.map(({ text }) => text)),
    ).toEqual([['10.244.0.0/16', 'fd00:10::/56'], ['10.96.0.0/12'], ['192.168.0.0/24']]);
    expect(config.suppress).toEqual([
      {
        source: 'configuration',
        rules: ['NG101', 'NG201'],
        kind: 'Deployment',
        namespace: 'legacy-*',
        name: 'web',
        reason: 'goes away',
        until: '2026-12-31',
        location: { file: '.netgraph.yaml', line: 32, column: 5 },
      },
    ]);
  });

  it('may say nothing', () => {
    expect(read('{}')).toEqual(NO_CONFIG);
    expect(read('null')).toEqual(NO_CONFIG);
  });

  it('is printed as what is read the same again', () => {
    const config = read(EVERYTHING);
    const suppress = (each: Config): Config => ({
      ...each,
      suppress: each.suppress.map((entry) => ({ ...entry, location: { file: '', line: 0, column: 0 } })),
    });
    expect(suppress(read(printYaml(configValue(config))))).toEqual(suppress(config));
    expect(read(printYaml(configValue(withDefaults(NO_CONFIG))))).toEqual(withDefaults(NO_CONFIG));
  });
});

describe('a wrong configuration is told with its place', () => {
  it.each<[text: string, told: string]>([
    ['rulez: {}', '1:1: there is no setting "rulez" here (did you mean rules?)'],
    ['external:\n  elsewhere: []', '2:3: there is no setting "elsewhere" here (there is: namespaces, dns, pods)'],
    ['suppress:\n  - rule: NG101\n    reason: a', '2:5: there is no setting "rule" here (did you mean rules?)'],
    ['suppress:\n  - { rules: [NG101] }', '2:5: suppress.0 must have reason'],
    ['suppress:\n  - { rules: [NG101], reason: " " }', '2:31: suppress.0.reason must be a reason, in words'],
    ['suppress:\n  - { rules: [], reason: a }', '2:14: suppress.0.rules must not be empty'],
    ['suppress:\n  - { rules: [NG999], reason: a }', '2:15: there is no rule "NG999" (netgraph rules lists them)'],
    [
      'suppress:\n  - { rules: [NG002], reason: a }',
      '2:15: NG002 cannot be changed: it says that something was not read (--allow-incomplete takes its exit code back)',
    ],
    [
      'suppress:\n  - { rules: [NG010], reason: a }',
      '2:15: NG010 cannot be suppressed (delete the suppression that it tells of, or turn the rule off under rules)',
    ],
    ['suppress:\n  - { rules: [NG101], reason: a, until: 2026-02-30 }', '2:41: there is no day 2026-02-30'],
    [
      'suppress:\n  - { rules: [NG101], reason: a, until: tomorrow }',
      '2:41: suppress.0.until must be a day, such as 2026-12-31',
    ],
    ['rules:\n  NG101: fatal', '2:10: rules.NG101 must be one of off, on, error, warning, info'],
    [
      'rules:\n  ingress-not-isolatd: off',
      '2:3: there is no rule "ingress-not-isolatd" (did you mean ingress-not-isolated?)',
    ],
    ['rules:\n  something: off', '2:3: there is no rule "something" (netgraph rules lists them)'],
    [
      'rules:\n  NG002: off',
      '2:3: NG002 cannot be changed: it says that something was not read (--allow-incomplete takes its exit code back)',
    ],
    ['rules:\n  NG201: off\n  service-selects-nothing: off', '3:3: NG201 is there twice, by its id and by its name'],
    ['rules: [NG101]', '1:8: rules must be a mapping'],
    ['- rules', '1:1: a configuration must be a mapping'],
    [
      'defaultNamespace: Shop',
      '1:19: defaultNamespace must be a namespace: lower case letters, digits and -, at most 63',
    ],
    ['clusterDomain: "-"', '1:16: clusterDomain must be a domain name, such as cluster.local'],
    ['podCIDRs: 10.0.0.0/8', '1:11: podCIDRs must be a list'],
    ['podCIDRs:\n  - 10.0.0.0/8\n  - 10.0.0/8', '3:5: "10.0.0/8" is no CIDR (such as 10.244.0.0/16 or fd00::/48)'],
    ['nodeCIDRs: [10.0.0.0]', '1:13: "10.0.0.0" is no CIDR (such as 10.244.0.0/16 or fd00::/48)'],
    ['external: { dns: [coredns] }', '1:19: external.dns.0 must be one of kube-dns, openshift, node-local'],
    ['external: { dns: [{ namespace: dns }] }', '1:19: external.dns.0 must have labels'],
    ['external: { dns: [5] }', '1:19: external.dns.0 must be text or a mapping'],
    ['external: { pods: [{ namespace: a, labels: {}, addresses: [10.0.0] }] }', '1:60: "10.0.0" is no address'],
    [
      'external: { pods: [{ namespace: a, labels: {}, ports: [0] }] }',
      '1:56: external.pods.0.ports.0 must be at least 1',
    ],
    [
      'external: { pods: [{ namespace: a, labels: {}, ports: [65536] }] }',
      '1:56: external.pods.0.ports.0 must be at most 65535',
    ],
    ['external: { pods: [{ namespace: a, labels: { a: 1 } }] }', '1:49: external.pods.0.labels.a must be text'],
    ['ingressControllers: [{ namespace: a }]', '1:22: ingressControllers.0 must have labels'],
    ['exclude: [""]', '1:11: exclude.0 must be a text that is not empty; * stands for any text'],
    ['failOn: fatal', '1:9: failOn must be one of error, warning, info, never'],
    ['baseline: ../known.json', '1:11: "../known.json" is no file inside the folder of the configuration'],
    ['baseline: a/../../known.json', '1:11: "a/../../known.json" is no file inside the folder of the configuration'],
    ['baseline: /etc/passwd', '1:11: "/etc/passwd" is no file inside the folder of the configuration'],
    ['baseline: "C:\\\\known.json"', '1:11: "C:\\known.json" is no file inside the folder of the configuration'],
    ['failOn: fatal\nrulez: {}', '1:9: failOn must be one of error, warning, info, never'],
    ['rulez: {}\nfailOn: fatal', '1:1: there is no setting "rulez" here (did you mean rules?)'],
    [
      '__proto__: {}',
      '1:1: there is no setting "__proto__" here (there is: $schema, rules, defaultNamespace, clusterDomain, ingressControllers, external, podCIDRs, serviceCIDRs, nodeCIDRs, exclude, failOn, suppress, baseline)',
    ],
    ['rules: { constructor: off }', '1:10: there is no rule "constructor" (netgraph rules lists them)'],
    ['external: { dns: [__proto__] }', '1:19: external.dns.0 must be one of kube-dns, openshift, node-local'],
  ])('%s', (text, told) => {
    expect(complaint(text)).toBe(told);
  });

  it('whatever it is, as wrong usage and never as a bug', () => {
    const origin = {
      file: 'a',
      locate: () => ({ file: 'a', line: 1, column: 1 }),
      locateValue: () => ({ file: 'a', line: 1, column: 1 }),
      locateText: () => ({ file: 'a', line: 1, column: 1 }),
    };
    const keys = Object.keys(configValue(withDefaults(read(EVERYTHING))));
    const value = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()));
    holds(
      fc.property(value, (any) => {
        try {
          readConfig(any, origin, { ids: RULE_IDS, isFixed });
        } catch (error) {
          expect(error).toBeInstanceOf(NetgraphError);
        }
      }),
      1000,
    );
  });
});

it('docs/configuration.md tells of every setting', () => {
  const root = join(import.meta.dirname, '../..');
  const page = readFileSync(join(root, 'docs/configuration.md'), 'utf8');
  const schema = JSON.parse(readFileSync(join(root, 'schemas/config.schema.json'), 'utf8')) as {
    properties: Record<string, { properties?: object }>;
  };
  const settings = Object.entries(schema.properties).flatMap(([key, { properties = {} }]) => [
    key,
    ...Object.keys(properties).map((inner) => `${key}.${inner}`),
  ]);
  expect(settings.length).toBeGreaterThan(12);
  const rows = page.split('\n').flatMap((line) => /^\| `([^`]+)`/.exec(line)?.[1] ?? []);
  expect(rows.filter((row) => settings.includes(row)).sort()).toEqual(
    settings.filter((key) => key !== 'external').sort(),
  );
  const example = /^```yaml\n([^]*?)^```/m.exec(page)?.[1] ?? '';
  expect(Object.keys(configValue(read(example))).length).toBeGreaterThan(8);
});
