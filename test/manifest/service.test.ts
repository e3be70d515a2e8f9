import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/model/ip-set.ts';
import { decodeText, marked, problemsOf } from './documents.ts';
import { decodeOne, expectRejected } from './rejection.ts';

const service = (spec: string): string => `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ${spec} }
`;

const decoded = (spec: string): unknown => decodeOne(service(spec));

const annotated = (annotations: string, spec: string): string =>
  service(spec).replace('{ name: web }', `{ name: web, annotations: { ${annotations} } }`);

const point = (address: string): bigint => {
  const found = parseAddress(address);
  if (found === undefined) throw new Error(`${address} is no address`);
  return found;
};

describe('a Service is read', () => {
  it('with the defaults of the API server', () => {
    expect(decoded('selector: { app: web }, ports: [{ port: 80 }]')).toMatchObject({
      type: 'service',
      serviceType: 'ClusterIP',
      headless: false,
      selector: new Map([['app', 'web']]),
      ports: [{ index: 0, protocol: 'TCP', port: 80, targetPort: 80 }],
      clusterIPs: [],
      externalIPs: [],
      loadBalancerIPs: [],
      sourceRanges: [],
      isInternal: false,
      allocatesNodePorts: true,
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
      publishNotReadyAddresses: false,
      sessionAffinity: 'None',
      ipFamilies: [],
    });
  });

  it.each(['targetPort: 0', 'targetPort: ""', 'targetPort: null', 'protocol: ""'])('with %s as unset', (field) => {
    expect(decoded(`ports: [{ port: 80, ${field} }]`)).toMatchObject({
      ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
    });
  });

  it('with names, node ports and protocols', () => {
    const spec =
      'type: NodePort, ports: [{ name: a, port: 53, protocol: UDP, targetPort: dns }, { name: b, port: 53, nodePort: 30053 }]';
    expect(decoded(spec)).toMatchObject({
      serviceType: 'NodePort',
      ports: [
        { name: 'a', protocol: 'UDP', port: 53, targetPort: 'dns' },
        { name: 'b', protocol: 'TCP', port: 53, targetPort: 53, nodePort: 30053 },
      ],
    });
  });

  it.each(['clusterIP: None', 'clusterIPs: [None]'])('as headless by %s, ports or not', (field) => {
    expect(decoded(field)).toMatchObject({ headless: true, ports: [] });
  });

  it.each(['selector: {}', 'selector: null'])('with %s as one that nobody manages', (field) => {
    expect(decoded(`${field}, ports: [{ port: 80 }]`)).not.toHaveProperty('selector');
  });

  it('as an ExternalName without the selector that it ignores', () => {
    const external = decoded('type: ExternalName, externalName: example.com, selector: { app: web }');
    expect(external).toMatchObject({ serviceType: 'ExternalName', headless: false, ports: [] });
    expect(external).not.toHaveProperty('selector');
  });

  it.each([
    ['db.example.com', 'db.example.com'],
    ['DB.Example.com.', 'db.example.com'],
    ['192.0.2.1', '192.0.2.1'],
  ])('with the external name %s as %s', (written, externalName) => {
    expect(decoded(`type: ExternalName, externalName: ${written}, clusterIP: "", clusterIPs: []`)).toMatchObject({
      externalName,
    });
  });

  it('of another type without the external name that means nothing there', () => {
    expect(decoded('externalName: example.com, ports: [{ port: 80 }]')).not.toHaveProperty('externalName');
  });

  it.each([
    ['clusterIP: 10.96.0.7', ['10.96.0.7']],
    ['clusterIP: ""', []],
    ['clusterIP: None', []],
    ['clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, "fd00::7"]', ['10.96.0.7', 'fd00::7']],
    ['clusterIPs: ["fd00::7"]', ['fd00::7']],
  ])('with %s', (field, addresses) => {
    expect(decoded(`${field}, ports: [{ port: 80 }]`)).toMatchObject({ clusterIPs: addresses.map(point) });
  });

  it('with the addresses, policies and switches that it sets', () => {
    const spec = `type: LoadBalancer, ports: [{ port: 80 }], externalIPs: [198.51.100.1, "2001:db8::1", 198.51.100.1],
      loadBalancerIP: 203.0.113.1, loadBalancerSourceRanges: [" 192.0.2.0/24 ", "2001:db8::/32"],
      allocateLoadBalancerNodePorts: false, externalTrafficPolicy: Local, internalTrafficPolicy: Local,
      publishNotReadyAddresses: true, sessionAffinity: ClientIP, ipFamilies: [IPv6, IPv4]`;
    expect(decoded(spec)).toMatchObject({
      externalIPs: ['198.51.100.1', '2001:db8::1'].map(point),
      loadBalancerIPs: [point('203.0.113.1')],
      sourceRanges: [{ text: '192.0.2.0/24' }, { text: '2001:db8::/32' }],
      allocatesNodePorts: false,
      externalTrafficPolicy: 'Local',
      internalTrafficPolicy: 'Local',
      publishNotReadyAddresses: true,
      sessionAffinity: 'ClientIP',
      ipFamilies: [6, 4],
    });
  });

  it('with the addresses that a live load balancer got, once each, and no names', () => {
    const status = `status:
  loadBalancer: { ingress: [{ ip: 203.0.113.1 }, { hostname: lb.example.com }, { ip: "2001:db8::2" }] }
`;
    const spec = 'type: LoadBalancer, loadBalancerIP: 203.0.113.1, ports: [{ port: 80 }]';
    expect(decodeOne(service(spec) + status)).toMatchObject({
      loadBalancerIPs: ['203.0.113.1', '2001:db8::2'].map(point),
    });
  });

  it.each([
    ['service.beta.kubernetes.io/aws-load-balancer-internal: "true"', true],
    ['service.beta.kubernetes.io/aws-load-balancer-internal: "false"', false],
    ['service.beta.kubernetes.io/aws-load-balancer-scheme: internal', true],
    ['service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing', false],
    ['networking.gke.io/load-balancer-type: Internal', true],
    ['service.beta.kubernetes.io/azure-load-balancer-internal: "true"', true],
    ['example.com/tier: internal', false],
  ])('as one for private networks by %s: %s', (annotation, isInternal) => {
    expect(decodeOne(annotated(annotation, 'type: LoadBalancer, ports: [{ port: 80 }]'))).toMatchObject({ isInternal });
    expect(decodeOne(annotated(annotation, 'ports: [{ port: 80 }]'))).toMatchObject({ isInternal: false });
  });

  it('as one for a private network by its class', () => {
    const spec = 'type: LoadBalancer, loadBalancerClass: tailscale, ports: [{ port: 80 }]';
    expect(decoded(spec)).toMatchObject({ isInternal: true });
  });

  it('with a load balancer address that is none as one that says nothing', () => {
    expect(decoded('type: LoadBalancer, loadBalancerIP: pool-a, ports: [{ port: 80 }]')).toMatchObject({
      loadBalancerIPs: [],
    });
  });

  describe('by the annotations that came before the fields', () => {
    const ranges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
    const balancer = 'type: LoadBalancer, ports: [{ port: 80 }]';

    it.each([
      ['192.0.2.0/24, 198.51.100.0/24 ', '', ['192.0.2.0/24', '198.51.100.0/24']],
      ['  ', '', []],
      ['192.0.2.0/24', ', loadBalancerSourceRanges: [203.0.113.0/24]', ['203.0.113.0/24']],
    ])('source ranges %j%s', (annotation, field, texts) => {
      expect(decodeOne(annotated(`${ranges}: "${annotation}"`, balancer + field))).toMatchObject({
        sourceRanges: texts.map((text) => ({ text })),
      });
    });

    it('unready endpoints', () => {
      const tolerant = annotated(
        'service.alpha.kubernetes.io/tolerate-unready-endpoints: "true"',
        'clusterIP: None, selector: { app: db }',
      );
      expect(decodeOne(tolerant)).toMatchObject({ publishNotReadyAddresses: true });
    });

    it.each([
      ['ranges that are none', '192.0.2.0', balancer, 'must be a CIDR like 203.0.113.0/24, not "192.0.2.0"'],
      [
        'ranges of another type',
        '192.0.2.0/24',
        'ports: [{ port: 80 }]',
        'must not be set where the type is ClusterIP',
      ],
    ])('rejects %s', (_, annotation, spec, message) => {
      expectRejected(annotated(`${ranges}: ^${annotation}`, spec), `metadata.annotations["${ranges}"] ${message}`);
    });
  });
});

// The mark ^ is not part of the spec: it stands where the problem must be shown.
describe('the API server rejects a Service with', () => {
  const two = (first: string, second: string): string => `type: NodePort, ports: [{ ${first} }, { ${second} }]`;

  it.each([
    ['no ports', '', '^', 'spec.ports is missing'],
    ['a port without a number', 'ports: [^{ name: a }]', '', 'spec.ports[0].port is missing'],
    ['port 0', 'ports: [{ port: ^0 }]', '', 'spec.ports[0].port must be at least 1, not 0'],
    [
      'a target port that is a quoted number',
      'ports: [{ port: 80, targetPort: ^"8080" }]',
      '',
      'spec.ports[0].targetPort must be a port name: at most 15 lower-case letters, digits or single "-" between them, with at least one letter, not "8080"',
    ],
    [
      'a target port that is too high',
      'ports: [{ port: 80, targetPort: ^65536 }]',
      '',
      'spec.ports[0].targetPort must be at most 65535, not 65536',
    ],
    [
      'an unknown type',
      'type: ^Internal',
      '',
      'spec.type must be ClusterIP, NodePort, LoadBalancer or ExternalName, not "Internal"',
    ],
    [
      'several ports of which one has no name',
      two('name: a, port: 1', 'port: 2').replace('{ port: 2 }', '^{ port: 2 }'),
      '',
      'spec.ports[1].name is missing: a Service with several ports names each',
    ],
    [
      'a name twice',
      two('name: a, port: 1', 'name: ^a, port: 2'),
      '',
      'spec.ports[1].name repeats the name "a" of another port',
    ],
    [
      'a port twice',
      two('name: a, port: 1', 'name: b, port: ^1'),
      '',
      'spec.ports[1].port repeats TCP 1 of another port',
    ],
    [
      'a node port twice',
      two('name: a, port: 1, nodePort: 30000', 'name: b, port: 2, nodePort: ^30000'),
      '',
      'spec.ports[1].nodePort repeats node port TCP 30000 of another port',
    ],
    [
      'a port name in upper case',
      'ports: [{ name: ^HTTP, port: 80 }]',
      '',
      'spec.ports[0].name must be at most 63 lower-case letters, digits or "-", with a letter or digit at both ends, not "HTTP"',
    ],
    [
      'a node port of a ClusterIP',
      'ports: [{ port: 80, nodePort: ^30080 }]',
      '',
      'spec.ports[0].nodePort must not be set where the type is ClusterIP',
    ],
    [
      'no cluster address though it is a LoadBalancer',
      'type: LoadBalancer, clusterIP: ^None, ports: [{ port: 80 }]',
      '',
      'spec.clusterIP must not be None where the type is LoadBalancer',
    ],
    ['no external name', 'type: ExternalName', '^', 'spec.externalName is missing'],
    [
      'an external name that is a URL',
      'type: ExternalName, externalName: ^https://example.com',
      '',
      'spec.externalName must be a DNS name: letters, digits, "-" or ".", not "https://example.com"',
    ],
    ...['clusterIP: ^None', 'clusterIP: ^10.96.0.7', 'clusterIPs: ^[10.96.0.7]', 'ipFamilies: ^[IPv4]'].map((field) => [
      `an external name beside ${field}`,
      `type: ExternalName, externalName: example.com, ${field}`,
      '',
      `spec.${field.split(':')[0] ?? ''} must not be set where the type is ExternalName`,
    ]),
    [
      'a cluster address that is none',
      'clusterIP: ^auto, ports: [{ port: 80 }]',
      '',
      'spec.clusterIP must be an IP address, not "auto"',
    ],
    [
      'two cluster addresses that should be one',
      'clusterIP: 10.96.0.7, clusterIPs: [^10.96.0.8], ports: [{ port: 80 }]',
      '',
      'spec.clusterIPs[0] must be the same as clusterIP, "10.96.0.7"',
    ],
    [
      'three cluster addresses',
      'clusterIPs: ^[10.96.0.7, "fd00::7", 10.96.0.8], ports: [{ port: 80 }]',
      '',
      'spec.clusterIPs must have at most 2 items',
    ],
    [
      'source ranges of another type',
      'type: NodePort, loadBalancerSourceRanges: ^[192.0.2.0/24], ports: [{ port: 80 }]',
      '',
      'spec.loadBalancerSourceRanges must not be set where the type is NodePort',
    ],
    [
      'a source range that is none',
      'type: LoadBalancer, loadBalancerSourceRanges: [192.0.2.0/24, ^192.0.2.1], ports: [{ port: 80 }]',
      '',
      'spec.loadBalancerSourceRanges[1] must be a CIDR like 203.0.113.0/24, not "192.0.2.1"',
    ],
    [
      'an external address that is a name',
      'externalIPs: [^edge.example.com], ports: [{ port: 80 }]',
      '',
      'spec.externalIPs[0] must be an IP address, not "edge.example.com"',
    ],
    ...['0.0.0.0', '127.0.0.1', '169.254.1.1', '224.0.0.5', '"::1"', '"fe80::1"'].map((address) => [
      `the external address ${address}`,
      `externalIPs: [^${address}], ports: [{ port: 80 }]`,
      '',
      `spec.externalIPs[0] must be no unspecified, loopback or link-local address, not "${address.replaceAll('"', '')}"`,
    ]),
    [
      'an unknown traffic policy',
      'type: NodePort, externalTrafficPolicy: ^Global, ports: [{ port: 80 }]',
      '',
      'spec.externalTrafficPolicy must be Cluster or Local, not "Global"',
    ],
    [
      'an unknown internal traffic policy',
      'internalTrafficPolicy: ^Node, ports: [{ port: 80 }]',
      '',
      'spec.internalTrafficPolicy must be Cluster or Local, not "Node"',
    ],
    [
      'an unknown session affinity',
      'sessionAffinity: ^Cookie, ports: [{ port: 80 }]',
      '',
      'spec.sessionAffinity must be None or ClientIP, not "Cookie"',
    ],
    [
      'an unknown address family',
      'ipFamilies: [^ipv4], ports: [{ port: 80 }]',
      '',
      'spec.ipFamilies[0] must be IPv4 or IPv6, not "ipv4"',
    ],
    [
      'readiness that is text',
      'publishNotReadyAddresses: ^"true", ports: [{ port: 80 }]',
      '',
      'spec.publishNotReadyAddresses must be true or false, not text',
    ],
  ])('%s', (_, spec = '', before = '', message = '') => {
    const { text, location } = marked(service(spec).replace('spec:', `${before}spec:`));
    const { resources, problems } = decodeText(text);
    expect(resources).toEqual([]);
    expect(problems).toEqual([{ rule: 'NG004', object: 'default/web[Service]', message, location }]);
  });
});

it('gives the Service ports their places in the manifest', () => {
  const ports = 'ports: [{ name: a, port: 80, targetPort: 8080 }, { name: b, port: 80, protocol: UDP }]';
  expect(decoded(ports)).toMatchObject({ ports: [{ index: 0 }, { index: 1 }] });
});

it('minds no address of a status', () => {
  const text = `${service('type: LoadBalancer, ports: [{ port: 80 }]')}status: { loadBalancer: { ingress: [1, { ip: x }] } }`;
  expect(problemsOf(text)).toEqual([]);
});
