import { describe, expect, it } from 'vitest';
import { decodeText, marked, problemsOf } from './documents.ts';

/** A NetworkPolicy whose spec starts at line 4, column 9. */
const policy = (spec: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: shop }
spec: { ${spec} }
`;

const decoded = (spec: string): unknown => {
  const { resources, problems } = decodeText(policy(spec));
  expect(problems).toEqual([]);
  return resources[0];
};

describe('a NetworkPolicy is read as written', () => {
  it('with selectors, peers and ports', () => {
    const spec = `
      podSelector: { matchLabels: { app: db }, matchExpressions: [{ key: tier, operator: NotIn, values: [web] }] },
      policyTypes: [Ingress],
      ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { team: a } }, podSelector: {} }],
                  ports: [{ port: 5432 }, { protocol: UDP, port: dns }, { port: 8000, endPort: 9000 }, {}] }],
      egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }] }, {}]`;
    const everything = { requirements: [] };
    expect(decoded(spec)).toMatchObject({
      type: 'network-policy',
      ref: { kind: 'NetworkPolicy', namespace: 'shop', name: 'p' },
      podSelector: {
        requirements: [
          { key: 'app', operator: 'In', values: ['db'] },
          { key: 'tier', operator: 'NotIn', values: ['web'] },
        ],
      },
      policyTypes: ['Ingress'],
      ingress: [
        {
          peers: [
            { podSelector: everything },
            {
              namespaceSelector: { requirements: [{ key: 'team', operator: 'In', values: ['a'] }] },
              podSelector: everything,
            },
          ],
          ports: [
            { protocol: 'TCP', port: 5432 },
            { protocol: 'UDP', port: 'dns' },
            { protocol: 'TCP', port: 8000, endPort: 9000 },
            { protocol: 'TCP' },
          ],
        },
      ],
      egress: [
        { peers: [{ ipBlock: { text: '0.0.0.0/0 except 10.0.0.0/8' } }], ports: [] },
        { peers: [], ports: [] },
      ],
    });
  });

  it.each([
    ['without a spec', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }'],
    ['with nulls for lists', policy('podSelector: null, policyTypes: null, ingress: null, egress: ~')],
  ])('%s it selects every pod and allows nothing', (_, text) => {
    expect(decodeText(text)).toMatchObject({
      problems: [],
      resources: [{ podSelector: { requirements: [] }, policyTypes: [], ingress: [], egress: [] }],
    });
  });

  it('reads an empty item of ingress as the rule that allows everything, as the API server does', () => {
    expect(decoded('ingress: [null]')).toMatchObject({ ingress: [{ peers: [], ports: [] }] });
  });

  it('keeps only the selector that is there: a null one is absent', () => {
    expect(decoded('ingress: [{ from: [{ podSelector: {}, namespaceSelector: null }] }]')).toMatchObject({
      ingress: [{ peers: [{ podSelector: { requirements: [] } }] }],
    });
  });
});

const LABEL_DEMAND = 'a name of at most 63 letters, digits, "-", "_" or ".", after a domain and "/" where there is one';
const VALUE_DEMAND = 'empty, or at most 63 letters, digits, "-", "_" or ".", with a letter or digit at both ends';
const NAME_DEMAND =
  'a port name: at most 15 lower-case letters, digits or single "-" between them, with at least one letter';

const from = (peer: string): string => `ingress: [{ from: [${peer}] }]`;
const port = (value: string): string => `egress: [{ ports: [{ ${value} }] }]`;
const labels = (value: string): string => `podSelector: { matchLabels: { ${value} } }`;
const expression = (value: string): string => `podSelector: { matchExpressions: [{ ${value} }] }`;

// The mark ^ is not part of the spec: it stands where the problem must be shown.
describe('the API server rejects a NetworkPolicy with', () => {
  it.each([
    ['three policy types', 'policyTypes: ^[Ingress, Egress, Ingress]', 'spec.policyTypes must have at most 2 items'],
    [
      'an unknown policy type',
      'policyTypes: [^Inbound]',
      'spec.policyTypes[0] must be Ingress or Egress, not "Inbound"',
    ],
    ['an empty policy type', 'policyTypes: [^null]', 'spec.policyTypes[0] must be text, not null'],
    [
      'another protocol',
      port('protocol: ^ICMP'),
      'spec.egress[0].ports[0].protocol must be TCP, UDP or SCTP, not "ICMP"',
    ],
    ['port 0', port('port: ^0'), 'spec.egress[0].ports[0].port must be at least 1, not 0'],
    ['port 65536', port('port: ^65536'), 'spec.egress[0].ports[0].port must be at most 65535, not 65536'],
    ['half a port', port('port: ^80.5'), 'spec.egress[0].ports[0].port must be a whole number, not 80.5'],
    ['a quoted number', port('port: ^"80"'), `spec.egress[0].ports[0].port must be ${NAME_DEMAND}, not "80"`],
    [
      'a long port name',
      port('port: ^a234567890123456'),
      `spec.egress[0].ports[0].port must be ${NAME_DEMAND}, not "a234567890123456"`,
    ],
    [
      'two dashes in a port name',
      port('port: ^a--b'),
      `spec.egress[0].ports[0].port must be ${NAME_DEMAND}, not "a--b"`,
    ],
    ['endPort alone', port('endPort: ^90'), 'spec.egress[0].ports[0].endPort must not be set without a numeric port'],
    [
      'endPort after a name',
      port('port: http, endPort: ^90'),
      'spec.egress[0].ports[0].endPort must not be set without a numeric port',
    ],
    [
      'endPort below port',
      port('port: 90, endPort: ^80'),
      'spec.egress[0].ports[0].endPort must not be below port, 80 < 90',
    ],
    [
      'endPort 65536',
      port('port: 90, endPort: ^65536'),
      'spec.egress[0].ports[0].endPort must be at most 65535, not 65536',
    ],
    [
      'an empty peer',
      from('^{}'),
      'spec.ingress[0].from[0] must have a podSelector, a namespaceSelector or an ipBlock',
    ],
    [
      'selector and block',
      from('{ podSelector: {}, ipBlock: ^{ cidr: 10.0.0.0/8 } }'),
      'spec.ingress[0].from[0].ipBlock must not stand beside a podSelector or namespaceSelector',
    ],
    ['no cidr', from('{ ^ipBlock: {} }'), 'spec.ingress[0].from[0].ipBlock.cidr is missing'],
    [
      'an address for a cidr',
      from('{ ipBlock: { cidr: ^10.0.0.1 } }'),
      'spec.ingress[0].from[0].ipBlock.cidr must be a CIDR like 10.0.0.0/8, not "10.0.0.1"',
    ],
    [
      'an exception that is the block',
      from('{ ipBlock: { cidr: 10.0.0.0/8, except: [^10.0.0.0/8] } }'),
      'spec.ingress[0].from[0].ipBlock.except[0] must lie strictly inside 10.0.0.0/8, not "10.0.0.0/8"',
    ],
    [
      'an exception of the other family',
      from('{ ipBlock: { cidr: 10.0.0.0/8, except: [^"fd00::/64"] } }'),
      'spec.ingress[0].from[0].ipBlock.except[0] must lie strictly inside 10.0.0.0/8, not "fd00::/64"',
    ],
    ['a wrong label key', labels('^-a: b'), `"-a" is no label key: it must be ${LABEL_DEMAND}`],
    ['an upper-case domain of a label key', labels('^A/b: c'), `"A/b" is no label key: it must be ${LABEL_DEMAND}`],
    ['a wrong label value', labels('a: ^b c'), `spec.podSelector.matchLabels.a must be ${VALUE_DEMAND}, not "b c"`],
    [
      'In without values',
      'podSelector: { matchExpressions: [^{ key: a, operator: In }] }',
      'spec.podSelector.matchExpressions[0].values must not be empty for In',
    ],
    [
      'Exists with values',
      expression('key: a, operator: Exists, values: ^[b]'),
      'spec.podSelector.matchExpressions[0].values must be empty for Exists',
    ],
    [
      'an operator of node selectors',
      expression('key: a, operator: ^Gt, values: [b]'),
      'spec.podSelector.matchExpressions[0].operator must be In, NotIn, Exists or DoesNotExist, not "Gt"',
    ],
    [
      'no operator',
      'podSelector: { matchExpressions: [^{ key: a }] }',
      'spec.podSelector.matchExpressions[0].operator is missing',
    ],
    ['a list for a mapping', 'podSelector: ^[a]', 'spec.podSelector must be a mapping, not a list'],
  ])('%s', (_, spec, message) => {
    const { text, location } = marked(policy(spec));
    const { problems, resources } = decodeText(text);
    expect(resources).toEqual([]);
    expect(problems).toEqual([{ rule: 'NG004', object: 'shop/p[NetworkPolicy]', message, location }]);
  });

  it.each([
    ['a name that is none', 'name: "a b"'],
    ['a name that is too long', `name: ${'a'.repeat(254)}`],
    ['a namespace that is no DNS label', 'name: a, namespace: Shop'],
    ['a namespace with a dot', 'name: a, namespace: a.b'],
  ])('%s', (_, metadata) => {
    const text = `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { ${metadata} }, spec: {} }`;
    expect(decodeText(text)).toMatchObject({ resources: [], problems: [{ rule: 'NG004' }] });
  });

  it('no name', () => {
    const text = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { namespace: a }\nspec: {}';
    expect(problemsOf(text)).toEqual(['a.yaml:3:1 NG004 metadata.name is missing']);
  });

  it('a version that is not served any more', () => {
    const text = '{ apiVersion: extensions/v1beta1, kind: NetworkPolicy, metadata: { name: a }, spec: {} }';
    expect(problemsOf(text)).toEqual([
      'a.yaml:1:1 NG004 the API server does not serve NetworkPolicy of extensions/v1beta1: write networking.k8s.io/v1',
    ]);
  });

  it('several mistakes, in the order of the fields and not more than five', () => {
    const peers = Array.from({ length: 9 }, () => '{}').join(', ');
    const problems = problemsOf(policy(`podSelector: { matchLabels: { "": "" } }, ${from(peers)}`));
    expect(problems).toHaveLength(5);
    expect(problems[0]).toContain('is no label key');
    expect(problems[4]).toContain('from[3]');
  });
});
