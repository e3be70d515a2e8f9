import { describe, expect, it } from 'vitest';
import { decodeText, marked } from './documents.ts';

const service = (spec: string): string => `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ${spec} }
`;

const decoded = (spec: string): unknown => {
  const { resources, problems } = decodeText(service(spec));
  expect(problems).toEqual([]);
  expect(resources).toHaveLength(1);
  return resources[0];
};

describe('a Service is read', () => {
  it('with the defaults of the API server', () => {
    expect(decoded('selector: { app: web }, ports: [{ port: 80 }]')).toMatchObject({
      type: 'service',
      serviceType: 'ClusterIP',
      headless: false,
      selector: new Map([['app', 'web']]),
      ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
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
  ])('%s', (_, spec, before, message) => {
    const { text, location } = marked(service(spec).replace('spec:', `${before}spec:`));
    const { resources, problems } = decodeText(text);
    expect(resources).toEqual([]);
    expect(problems).toEqual([{ rule: 'NG004', object: 'default/web[Service]', message, location }]);
  });
});
