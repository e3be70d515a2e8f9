import { describe, expect, it } from 'vitest';
import { decodeText, marked } from './documents.ts';

const API = 'policy.networking.k8s.io';

interface Kind {
  readonly kind: string;
  readonly version: string;
  readonly name: string;
  readonly rank: string;
}

const ANP: Kind = { kind: 'AdminNetworkPolicy', version: 'v1alpha1', name: 'a', rank: 'priority: 5, ' };
const BANP: Kind = { kind: 'BaselineAdminNetworkPolicy', version: 'v1alpha1', name: 'default', rank: '' };
const CNP: Kind = { kind: 'ClusterNetworkPolicy', version: 'v1alpha2', name: 'a', rank: 'tier: Admin, priority: 5, ' };

/** A policy of the kind about every pod; `rest` is the rest of its spec. */
const policy = ({ kind, version, name, rank }: Kind, rest: string, subject = '{ namespaces: {} }'): string =>
  `apiVersion: ${API}/${version}
kind: ${kind}
metadata: { name: ${name} }
spec: { ${rank}subject: ${subject}, ${rest} }
`;

const decoded = (text: string): unknown => {
  const { resources, problems } = decodeText(text);
  expect(problems).toEqual([]);
  expect(resources).toHaveLength(1);
  return resources[0];
};

const everything = { requirements: [] };

describe('admin policies are read', () => {
  it('from v1alpha1, with all its peers and ports', () => {
    const text = policy(
      ANP,
      `ingress: [{ name: in, action: Pass, from: [{ namespaces: {} }, { pods: { namespaceSelector: {}, podSelector: {} } }] }],
       egress: [
         { action: Deny, to: [{ nodes: {} }, { networks: [10.0.0.0/8, "::/0"] }],
           ports: [{ portNumber: { port: 53, protocol: UDP } }, { portRange: { start: 80, end: 80 } }] },
         { action: Allow, to: [{ domainNames: ["*.example.com"] }] },
         { action: Allow, to: [{ namespaces: {} }], ports: [{ namedPort: http }] }]`,
    );
    expect(decoded(text)).toMatchObject({
      type: 'admin-policy',
      ref: { kind: 'AdminNetworkPolicy', name: 'a' },
      tier: 'admin',
      priority: 5,
      subject: { type: 'namespaces', namespaceSelector: everything },
      ingress: [
        {
          name: 'in',
          action: 'pass',
          peers: [
            { type: 'namespaces', namespaceSelector: everything },
            { type: 'pods', namespaceSelector: everything, podSelector: everything },
          ],
        },
      ],
      egress: [
        {
          action: 'deny',
          peers: [
            { type: 'nodes', nodeSelector: everything },
            { type: 'networks', blocks: [{ text: '10.0.0.0/8' }, { text: '::/0' }] },
          ],
          ports: [
            { type: 'range', protocol: 'UDP', first: 53, last: 53 },
            { type: 'range', protocol: 'TCP', first: 80, last: 80 },
          ],
        },
        { action: 'allow', peers: [{ type: 'domain-names', names: ['*.example.com'] }] },
        { action: 'allow', ports: [{ type: 'named', name: 'http' }] },
      ],
    });
  });

  it('from the baseline, which has no priority', () => {
    expect(decoded(policy(BANP, 'ingress: [{ action: Deny, from: [{ namespaces: {} }] }]'))).toMatchObject({
      tier: 'baseline',
      priority: 0,
      ingress: [{ action: 'deny' }],
    });
  });

  it('from v1alpha2, which says Accept and protocols', () => {
    const text = policy(
      CNP,
      `egress: [{ action: Accept, to: [{ networks: [0.0.0.0/0] }], protocols: [
         { tcp: { destinationPort: { number: 443 } } }, { sctp: { destinationPort: { range: { start: 1, end: 65535 } } } }] },
         { action: Accept, to: [{ namespaces: {} }], protocols: [{ destinationNamedPort: http }] }]`,
    );
    expect(decoded(text)).toMatchObject({
      tier: 'admin',
      egress: [
        {
          action: 'allow',
          ports: [
            { type: 'range', protocol: 'TCP', first: 443, last: 443 },
            { type: 'range', protocol: 'SCTP', first: 1, last: 65535 },
          ],
        },
        { ports: [{ type: 'named', name: 'http' }] },
      ],
    });
    expect(decoded(text.replace('tier: Admin', 'tier: Baseline'))).toMatchObject({ tier: 'baseline' });
  });

  it('without a namespace, whatever they say', () => {
    const text = policy(ANP, 'ingress: []').replace('name: a', 'name: a, namespace: Not_A_Name');
    expect(decoded(text)).toMatchObject({ ref: { kind: 'AdminNetworkPolicy', name: 'a' } });
  });

  it('with no ports where the list is absent or empty', () => {
    const rule = (ports: string): unknown =>
      decoded(policy(ANP, `ingress: [{ action: Deny, from: [{ namespaces: {} }]${ports} }]`));
    for (const ports of ['', ', ports: null', ', ports: []'])
      expect(rule(ports)).not.toHaveProperty('ingress[0].ports');
  });

  it('with a peer of which nothing is known, as unknown', () => {
    const text = policy(ANP, 'egress: [{ action: Deny, to: [{ services: {} }] }]');
    expect(decodeText(text)).toMatchObject({
      resources: [{ egress: [{ peers: [{ type: 'unknown' }] }] }],
      problems: [
        { rule: 'NG008', message: 'spec.egress[0].to[0].services is no field of AdminNetworkPolicy and has no effect' },
      ],
    });
  });
});

const ingress = (rule: string): string => `ingress: [${rule}]`;
const egress = (rule: string): string => `egress: [${rule}]`;
const toPorts = (ports: string): string => egress(`{ action: Deny, to: [{ namespaces: {} }], ports: [${ports}] }`);
const toProtocols = (list: string): string =>
  egress(`{ action: Deny, to: [{ namespaces: {} }], protocols: [${list}] }`);
const many = (count: number, item: string): string => Array.from({ length: count }, () => item).join(', ');

const NAMESPACES = '{ namespaces: {} }';
const RULE = `{ action: Deny, from: [${NAMESPACES}] }`;
const PORT_FIELDS = 'exactly one of portNumber, portRange, namedPort';
const PEER_FIELDS = 'exactly one of namespaces, pods, nodes, networks, domainNames';

// The mark ^ is not part of the policy: it stands where the problem must be shown.
describe('the API server rejects an admin policy with', () => {
  it.each([
    ['no priority', policy({ ...ANP, rank: '' }, ingress('')).replace('spec:', '^spec:'), 'spec.priority is missing'],
    [
      'priority 1001',
      policy({ ...ANP, rank: 'priority: ^1001, ' }, ''),
      'spec.priority must be at most 1000, not 1001',
    ],
    ['no tier', policy({ ...CNP, rank: 'priority: 1, ' }, '').replace('spec:', '^spec:'), 'spec.tier is missing'],
    [
      'another tier',
      policy({ ...CNP, rank: 'tier: ^Middle, priority: 1, ' }, ''),
      'spec.tier must be Admin or Baseline, not "Middle"',
    ],
    [
      'another name than default for the baseline',
      policy({ ...BANP, name: '^other' }, ''),
      'metadata.name must be default: a cluster has only one',
    ],
    ['no subject', policy(ANP, '', 'null').replace('subject', '^subject'), 'spec.subject is missing'],
    ['an empty subject', policy(ANP, '', '^{}'), 'spec.subject must have exactly one of namespaces, pods'],
    [
      'two subjects',
      policy(ANP, '', '^{ namespaces: {}, pods: { namespaceSelector: {}, podSelector: {} } }'),
      'spec.subject must not have both namespaces and pods, but exactly one of namespaces, pods',
    ],
    [
      'pods without a podSelector',
      policy(ANP, '', '{ ^pods: { namespaceSelector: {} } }'),
      'spec.subject.pods.podSelector is missing',
    ],
    ['no action', policy(ANP, ingress(`^{ from: [${NAMESPACES}] }`)), 'spec.ingress[0].action is missing'],
    [
      'Accept in v1alpha1',
      policy(ANP, ingress(`{ action: ^Accept, from: [${NAMESPACES}] }`)),
      'spec.ingress[0].action must be Allow, Deny or Pass, not "Accept"',
    ],
    [
      'Pass in the baseline',
      policy(BANP, ingress(`{ action: ^Pass, from: [${NAMESPACES}] }`)),
      'spec.ingress[0].action must be Allow or Deny, not "Pass"',
    ],
    [
      'Allow in v1alpha2',
      policy(CNP, ingress(`{ action: ^Allow, from: [${NAMESPACES}] }`)),
      'spec.ingress[0].action must be Accept, Deny or Pass, not "Allow"',
    ],
    ['no peers', policy(ANP, ingress('^{ action: Deny }')), 'spec.ingress[0].from is missing'],
    [
      'an empty list of peers',
      policy(ANP, ingress('{ action: Deny, from: ^[] }')),
      'spec.ingress[0].from must not be empty',
    ],
    [
      'an empty peer',
      policy(ANP, ingress('{ action: Deny, from: [^{}] }')),
      `spec.ingress[0].from[0] must have ${PEER_FIELDS}`,
    ],
    [
      'a peer of two kinds',
      policy(ANP, egress('{ action: Deny, to: [^{ namespaces: {}, nodes: {} }] }')),
      `spec.egress[0].to[0] must not have both namespaces and nodes, but ${PEER_FIELDS}`,
    ],
    [
      'networks as a source',
      policy(ANP, ingress('{ action: Deny, from: [{ networks: ^[10.0.0.0/8] }] }')),
      'spec.ingress[0].from[0].networks is no peer here: use one of namespaces, pods',
    ],
    [
      'domain names in the baseline',
      policy(BANP, egress('{ action: Allow, to: [{ domainNames: ^[a.b] }] }')),
      'spec.egress[0].to[0].domainNames is no peer here: use one of namespaces, pods, nodes, networks',
    ],
    [
      'domain names that are denied',
      policy(CNP, egress('{ action: Deny, to: [{ domainNames: ^[a.b] }] }')),
      'spec.egress[0].to[0].domainNames must not stand in a rule that does not allow',
    ],
    [
      'a network that is none',
      policy(ANP, egress('{ action: Deny, to: [{ networks: [^10/8] }] }')),
      'spec.egress[0].to[0].networks[0] must be a CIDR like 10.0.0.0/8, not "10/8"',
    ],
    [
      'too many networks',
      policy(ANP, egress(`{ action: Deny, to: [{ networks: ^[${many(26, '10.0.0.0/8')}] }] }`)),
      'spec.egress[0].to[0].networks must have at most 25 items',
    ],
    [
      '101 rules in v1alpha1',
      policy(ANP, `ingress: ^[${many(101, RULE)}]`),
      'spec.ingress must have at most 100 items',
    ],
    ['26 rules in v1alpha2', policy(CNP, `ingress: ^[${many(26, RULE)}]`), 'spec.ingress must have at most 25 items'],
    [
      '26 peers in v1alpha2',
      policy(CNP, ingress(`{ action: Deny, from: ^[${many(26, NAMESPACES)}] }`)),
      'spec.ingress[0].from must have at most 25 items',
    ],
    ['an empty port', policy(ANP, toPorts('^{}')), `spec.egress[0].ports[0] must have ${PORT_FIELDS}`],
    [
      'a port number without a number',
      policy(ANP, toPorts('{ ^portNumber: {} }')),
      'spec.egress[0].ports[0].portNumber.port is missing',
    ],
    [
      'a range that runs backwards',
      policy(ANP, toPorts('{ portRange: { start: 90, end: ^80 } }')),
      'spec.egress[0].ports[0].portRange.end must be at least start, 90, not 80',
    ],
    [
      'a range of one port in v1alpha2',
      policy(CNP, toProtocols('{ tcp: { destinationPort: { range: { start: 80, end: ^80 } } } }')),
      'spec.egress[0].protocols[0].tcp.destinationPort.range.end must be above start, 80, not 80',
    ],
    [
      'a protocol without a port',
      policy(CNP, toProtocols('{ ^tcp: {} }')),
      'spec.egress[0].protocols[0].tcp.destinationPort is missing',
    ],
    [
      'two protocols in one entry',
      policy(CNP, toProtocols('^{ tcp: { destinationPort: { number: 1 } }, destinationNamedPort: a }')),
      'spec.egress[0].protocols[0] must not have both tcp and destinationNamedPort, but exactly one of tcp, udp, sctp, destinationNamedPort',
    ],
    [
      'a named port beside networks',
      policy(ANP, egress('{ action: Deny, to: [{ networks: [10.0.0.0/8] }], ports: [^{ namedPort: http }] }')),
      'spec.egress[0].ports[0] must not be a named port beside nodes, networks or domainNames',
    ],
  ])('%s', (_, markedText, message) => {
    const { text, location } = marked(markedText);
    const { resources, problems } = decodeText(text);
    expect(resources).toEqual([]);
    expect(
      problems.map((problem) => ({ rule: problem.rule, message: problem.message, location: problem.location })),
    ).toEqual([{ rule: 'NG004', message, location }]);
  });
});
