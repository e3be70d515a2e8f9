import { describe, expect, it } from 'vitest';
import { nearestName } from '../../src/model/nearest-name.ts';
import { decodeText, decodeValue, marked, problemsOf } from './documents.ts';

describe('NG004 invalid-object', () => {
  const deployment = (spec: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { ${spec} }
`;

  it.each([
    ['text for a number', 'replicas: ^"3", template: {}', 'spec.replicas must be a number, not text'],
    ['a negative number', 'replicas: ^-1, template: {}', 'spec.replicas must be at least 0, not -1'],
    [
      'a mapping for a list',
      'template: { spec: { containers: ^{} } }',
      'spec.template.spec.containers must be a list, not a mapping',
    ],
    [
      'text for true or false',
      'template: { spec: { hostNetwork: ^"no" } }',
      'spec.template.spec.hostNetwork must be true or false, not text',
    ],
    [
      'a missing port number',
      'template: { spec: { containers: [{ ports: [^{ name: http }] }] } }',
      'spec.template.spec.containers[0].ports[0].containerPort is missing',
    ],
    [
      'a label of the template that is none',
      'template: { metadata: { labels: { app: ^"a b" } } }',
      'spec.template.metadata.labels.app must be empty, or at most 63 letters, digits, "-", "_" or ".", with a letter or digit at both ends, not "a b"',
    ],
  ])('%s', (_, spec, message) => {
    const { text, location } = marked(deployment(spec));
    const { resources, problems } = decodeText(text);
    expect(resources).toEqual([]);
    expect(problems).toEqual([{ rule: 'NG004', object: 'default/web[Deployment]', message, location }]);
  });

  it('a missing template', () => {
    expect(problemsOf(deployment('replicas: 1'))).toEqual(['a.yaml:4:1 NG004 spec.template is missing']);
  });

  it('minds no mistake in fields that are not read', () => {
    const text = deployment('strategy: 7, template: { spec: { containers: [{ image: [], env: 3, ports: null }] } }');
    expect(decodeText(text)).toMatchObject({ problems: [], resources: [{ type: 'workload' }] });
  });

  it('minds no label of the controller itself, as long as it is text', () => {
    const text =
      '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a, labels: { a: "b c" } }, spec: { template: {} } }';
    expect(problemsOf(text)).toEqual([]);
  });

  it('shortens what it quotes', () => {
    const text = `{ apiVersion: v1, kind: Pod, metadata: { name: a, namespace: "${'X'.repeat(500)}" } }`;
    expect(problemsOf(text)[0]?.length).toBeLessThan(250);
  });
});

describe('NG007 scalar-surprise', () => {
  it.each([
    ['a label', 'labels: { app: ^yes }', 'metadata.labels.app', 'the boolean true'],
    ['a version', 'labels: { version: ^1.10 }', 'metadata.labels.version', 'the number 1.1'],
    ['an empty label', 'labels: { ^app: }', 'metadata.labels.app', 'null'],
    ['a dotted label', 'labels: { a.b/c: ^1 }', 'metadata.labels["a.b/c"]', 'the number 1'],
    ['an octal namespace', 'namespace: ^010', 'metadata.namespace', 'the number 8'],
    ['a generated name', 'generateName: ^on', 'metadata.generateName', 'the boolean true'],
    ['an annotation', 'annotations: { weight: ^5 }', 'metadata.annotations.weight', 'the number 5'],
  ])('%s', (_, metadata, path, reading) => {
    const { text, location } = marked(`apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  ${metadata}\n`);
    const { resources, problems } = decodeText(text);
    expect(resources).toEqual([]);
    const message = `${path} must be text, but YAML reads it as ${reading}: put it in quotes`;
    expect(problems).toEqual([{ rule: 'NG007', object: 'default/a[Pod]', message, location }]);
  });

  it.each([
    ['a Service selector', '{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { selector: { app: on } } }'],
    [
      'a policy selector',
      '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: a }, spec: { podSelector: { matchLabels: { v: 1 } } } }',
    ],
    [
      'a value of an expression',
      '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: a }, spec: { podSelector: { matchExpressions: [{ key: a, operator: In, values: [no] }] } } }',
    ],
    [
      'a label of a template',
      '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a }, spec: { template: { metadata: { labels: { v: 2 } } } } }',
    ],
  ])('%s', (_, text) => {
    expect(decodeText(text)).toMatchObject({ resources: [], problems: [{ rule: 'NG007' }] });
  });

  it('a name, so that the object has none to show', () => {
    const { text, location } = marked('{ apiVersion: v1, kind: Pod, metadata: { name: ^010 } }');
    expect(decodeText(text).problems).toEqual([
      {
        rule: 'NG007',
        message: 'metadata.name must be text, but YAML reads it as the number 8: put it in quotes',
        location,
      },
    ]);
  });

  it('lets an empty annotation pass, as the API server does', () => {
    expect(problemsOf('{ apiVersion: v1, kind: Pod, metadata: { name: a, annotations: { a: null } } }')).toEqual([]);
  });
});

describe('NG008 unknown-field', () => {
  const policy = (spec: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p }
spec: { ${spec} }
`;

  it.each([
    ['^podselector: {}', 'spec.podselector', 'podSelector'],
    ['ingress: [{ ^port: [] }]', 'spec.ingress[0].port', 'ports'],
    [
      'ingress: [{ from: [{ podSelector: {}, ^namespaceSelectors: {} }] }]',
      'spec.ingress[0].from[0].namespaceSelectors',
      'namespaceSelector',
    ],
    ['egress: [{ ports: [{ ^protcol: TCP }] }]', 'spec.egress[0].ports[0].protcol', 'protocol'],
    ['podSelector: { ^matchlabels: {} }', 'spec.podSelector.matchlabels', 'matchLabels'],
  ])('%s', (spec, path, meant) => {
    const { text, location } = marked(policy(spec));
    const { resources, problems } = decodeText(text);
    expect(resources).toHaveLength(1);
    const message = `${path} is no field of NetworkPolicy and has no effect; did you mean ${meant}?`;
    expect(problems).toEqual([{ rule: 'NG008', object: 'default/p[NetworkPolicy]', message, location }]);
  });

  it('suggests nothing where nothing is near, and survives odd keys', () => {
    expect(problemsOf(policy('constructor: {}, toString: 1, __proto__: 2'))).toEqual([
      'a.yaml:4:9 NG008 spec.constructor is no field of NetworkPolicy and has no effect',
      'a.yaml:4:26 NG008 spec.toString is no field of NetworkPolicy and has no effect',
      'a.yaml:4:39 NG008 spec.__proto__ is no field of NetworkPolicy and has no effect',
    ]);
  });

  it('reports the first five of many', () => {
    const fields = Array.from({ length: 100_000 }, (_, index) => [`x${index}`, 1]);
    const value = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'a' },
      spec: Object.fromEntries(fields) as unknown,
    };
    expect(decodeValue(value).problems).toHaveLength(5);
  });

  it('explains why a policy is rejected', () => {
    expect(problemsOf(policy('ingress: [{ from: [{ namespaceSelectors: {} }] }]'))).toEqual([
      'a.yaml:4:28 NG004 spec.ingress[0].from[0] must have a podSelector, a namespaceSelector or an ipBlock',
      'a.yaml:4:30 NG008 spec.ingress[0].from[0].namespaceSelectors is no field of NetworkPolicy and has no effect; did you mean namespaceSelector?',
    ]);
  });

  it('knows every field of a Service', () => {
    const text = `
apiVersion: v1
kind: Service
metadata: { name: a }
spec:
  allocateLoadBalancerNodePorts: true
  clusterIP: 10.96.0.1
  clusterIPs: [10.96.0.1]
  externalIPs: []
  externalName: ""
  externalTrafficPolicy: Local
  healthCheckNodePort: 30000
  internalTrafficPolicy: Cluster
  ipFamilies: [IPv4]
  ipFamilyPolicy: SingleStack
  loadBalancerClass: a
  loadBalancerIP: 1.2.3.4
  loadBalancerSourceRanges: []
  ports: [{ name: a, port: 80, targetPort: 80, nodePort: 30001, protocol: TCP, appProtocol: http }]
  publishNotReadyAddresses: true
  selector: { a: b }
  sessionAffinity: None
  sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } }
  trafficDistribution: PreferClose
  type: LoadBalancer`;
    expect(problemsOf(text)).toEqual([]);
    expect(problemsOf(text.replace('appProtocol', 'targetport'))).toEqual([
      'a.yaml:19:80 NG008 spec.ports[0].targetport is no field of Service and has no effect; did you mean targetPort?',
    ]);
  });

  it.each([
    ['podselector', 'podSelector'],
    ['ingres', 'ingress'],
    ['selectr', undefined],
    ['x', undefined],
    ['', undefined],
    ['p'.repeat(65), undefined],
  ])('%j is near to %s', (name, nearest) => {
    expect(nearestName(name, ['podSelector', 'ingress', 'egress', 'policyTypes'])).toBe(nearest);
  });
});

describe('NG009 policy-kind-not-modelled', () => {
  it.each([
    ['projectcalico.org/v3', 'NetworkPolicy'],
    ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'],
    ['cilium.io/v2', 'CiliumNetworkPolicy'],
    ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy'],
    ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy'],
    ['networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy'],
    ['k8s.ovn.org/v1', 'EgressFirewall'],
    ['network.openshift.io/v1', 'EgressNetworkPolicy'],
    ['security.istio.io/v1beta1', 'AuthorizationPolicy'],
    ['policy.networking.k8s.io/v1beta1', 'ClusterNetworkPolicy'],
  ])('%s %s', (apiVersion, kind) => {
    const text = `# a comment\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: b }\nspec: 1`;
    expect(decodeText(text)).toEqual({
      resources: [],
      skipped: [],
      problems: [
        {
          rule: 'NG009',
          object: `b/a[${kind}]`,
          message: `netgraph does not evaluate ${kind} of ${apiVersion}: connections that it denies are shown as allowed`,
          location: { file: 'a.yaml', line: 2, column: 1 },
        },
      ],
    });
  });
});
