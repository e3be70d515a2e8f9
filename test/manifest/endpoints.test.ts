import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/model/ip-set.ts';
import { decodeText, problemsOf } from './documents.ts';
import { decodeOne, expectRejected } from './rejection.ts';

const slice = (endpoints: string, more = 'addressType: IPv4', labels = 'kubernetes.io/service-name: db'): string => `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: db-1, labels: { ${labels} } }
${more}
endpoints: [${endpoints}]
ports: [{ name: pg, port: 5432 }, { protocol: UDP, port: null }]
`;

const endpoints = (subsets: string, metadata = ''): string => `
apiVersion: v1
kind: Endpoints
metadata: { name: db, ${metadata} }
subsets: [${subsets}]
`;

describe('an EndpointSlice', () => {
  it('gives the first address of each endpoint, ready or not, and where it stands', () => {
    const text = slice(`{ addresses: [10.0.0.1, 10.0.0.2], hostname: db-0 },
      { addresses: [10.0.0.3], conditions: { ready: false } }, { addresses: [10.0.0.4], conditions: { ready: null } }`);
    expect(decodeOne(text)).toMatchObject({
      type: 'service-endpoints',
      serviceName: 'db',
      endpoints: [
        { address: parseAddress('10.0.0.1'), hostname: 'db-0', isReady: true, path: ['endpoints', 0] },
        { address: parseAddress('10.0.0.3'), isReady: false, path: ['endpoints', 1] },
        { address: parseAddress('10.0.0.4'), isReady: true, path: ['endpoints', 2] },
      ],
      ports: [{ name: 'pg', protocol: 'TCP', port: 5432 }, { protocol: 'UDP' }],
      isMirror: false,
      isUnused: false,
    });
  });

  it('is read in its beta version', () => {
    const text = slice('{ addresses: [10.0.0.1], topology: { zone: a } }').replace('/v1', '/v1beta1');
    expect(decodeOne(text)).toMatchObject({ endpoints: [{ address: parseAddress('10.0.0.1') }] });
  });

  it('leaves out addresses that every machine has for itself', () => {
    const text = slice('{ addresses: [127.0.0.1] }, { addresses: [169.254.20.10] }, { addresses: [10.0.0.1] }');
    expect(decodeOne(text)).toMatchObject({
      endpoints: [{ address: parseAddress('10.0.0.1'), path: ['endpoints', 2] }],
    });
  });

  it('without the label belongs to no Service', () => {
    expect(decodeOne(slice('', 'addressType: IPv6', 'app: db'))).not.toHaveProperty('serviceName');
  });

  it('of host names says nothing', () => {
    const text = slice('{ addresses: [db.example.com] }', 'addressType: FQDN');
    expect(decodeText(text)).toMatchObject({ resources: [], problems: [] });
  });

  it.each([
    ['endpointslice-controller.k8s.io', true],
    ['endpointslicemirroring-controller.k8s.io', true],
    ['staff', false],
  ])('kept by %s is a mirror: %s', (manager, isMirror) => {
    const labels = `kubernetes.io/service-name: db, endpointslice.kubernetes.io/managed-by: ${manager}`;
    expect(decodeOne(slice('', 'addressType: IPv4', labels))).toMatchObject({ isMirror });
  });

  it.each([
    ['a name for an address', '{ addresses: [^db] }', 'endpoints[0].addresses[0] must be an IP address, not "db"'],
    [
      'an address of another family',
      '{ addresses: [^"fd00::1"] }',
      'endpoints[0].addresses[0] must be an IPv4 address as addressType says, not "fd00::1"',
    ],
    ['an endpoint without address', '^{ addresses: [] }', 'endpoints[0].addresses is missing'],
    [
      'a hostname with dots',
      '{ addresses: [10.0.0.1], hostname: ^a.b }',
      'endpoints[0].hostname must be at most 63 lower-case letters, digits or "-", with a letter or digit at both ends, not "a.b"',
    ],
  ])('is rejected with %s', (_, entry, message) => {
    expectRejected(slice(entry.replace('^{ addresses: [] }', '{ ^addresses: [] }')), message);
  });

  it('tells fields that it does not have', () => {
    expect(problemsOf(slice('{ addresses: [10.0.0.1], condition: { ready: false } }'))).toEqual([
      'a.yaml:6:38 NG008 endpoints[0].condition is no field of EndpointSlice and has no effect; did you mean conditions?',
    ]);
  });
});

describe('an Endpoints object', () => {
  it('gives one resource a subset, with the addresses that are not ready', () => {
    const { resources, problems } = decodeText(
      endpoints(`{ addresses: [{ ip: 10.0.0.1, hostname: db-0 }, { ip: "::1" }], notReadyAddresses: [{ ip: 10.0.0.9 }],
        ports: [{ port: 5432 }] }, { addresses: [{ ip: 10.0.0.2 }], ports: [{ port: 5433 }] }`),
    );
    expect(problems).toEqual([]);
    expect(resources).toMatchObject([
      {
        serviceName: 'db',
        endpoints: [
          {
            address: parseAddress('10.0.0.1'),
            hostname: 'db-0',
            isReady: true,
            path: ['subsets', 0, 'addresses', 0],
          },
          { address: parseAddress('10.0.0.9'), isReady: false, path: ['subsets', 0, 'notReadyAddresses', 0] },
        ],
        ports: [{ protocol: 'TCP', port: 5432 }],
        isMirror: false,
        isUnused: false,
      },
      { serviceName: 'db', endpoints: [{ address: parseAddress('10.0.0.2') }], ports: [{ port: 5433 }] },
    ]);
  });

  it.each([
    ['labels: { endpointslice.kubernetes.io/skip-mirror: "true" }', true],
    ['labels: { endpointslice.kubernetes.io/skip-mirror: "false" }', false],
    ['annotations: { control-plane.alpha.kubernetes.io/leader: "{}" }', true],
    ['annotations: { other: "{}" }', false],
  ])('with %s is unused: %s', (metadata, isUnused) => {
    expect(decodeOne(endpoints('{ addresses: [{ ip: 10.0.0.1 }] }', metadata))).toMatchObject({ isUnused });
  });

  it.each([
    ['a name for an address', '{ ip: ^db }', 'subsets[0].addresses[0].ip must be an IP address, not "db"'],
    ['no address', '^{ hostname: db-0 }', 'subsets[0].addresses[0].ip is missing'],
  ])('is rejected with %s', (_, address, message) => {
    expectRejected(endpoints(`{ addresses: [${address}] }`), message);
  });

  it('without subsets says nothing', () => {
    expect(decodeText(endpoints(''))).toMatchObject({ resources: [], problems: [], skipped: [{ kind: 'Endpoints' }] });
  });
});
