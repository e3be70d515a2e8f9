import { allowDns, coreDns, defaultDeny, namespace, policy, serveDns, workload } from './manifests.mjs';
import { random } from './random.mjs';

const TEAMS = ['red', 'green', 'blue', 'amber', 'violet', 'grey', 'teal', 'coral', 'navy', 'olive'];
const TIERS = ['frontend', 'api', 'worker', 'data'];
const NAMED = ['http', 'grpc', 'admin'];
const PER_NAMESPACE = 20;

const digits = (number, width) => String(number).padStart(width, '0');
const byLabels = (matchLabels) => ({ matchLabels });

function matrixNamespaces(workloads) {
  return Array.from({ length: Math.ceil(workloads / PER_NAMESPACE) }, (_, index) => ({
    name: `ns-${digits(index, 3)}`,
    team: TEAMS[index % TEAMS.length],
  }));
}

/** The Namespace objects and the cluster's DNS. */
function* platform(namespaces) {
  for (const { name, team } of namespaces) yield namespace(name, { team });
  yield namespace('kube-system', {});
  yield coreDns();
}

function* matrixWorkloads(namespaces, workloads) {
  for (let index = 0; index < workloads; index += 1) {
    const { name: ns, team } = namespaces[Math.floor(index / PER_NAMESPACE)];
    const app = `app-${digits(index % PER_NAMESPACE, 2)}`;
    const tier = TIERS[index % TIERS.length];
    const ports = [
      { name: 'http', containerPort: 8080 + (index % 3) },
      { name: 'grpc', containerPort: 9000 + (index % 5) },
      { name: 'admin', containerPort: 9901 },
    ];
    yield workload(tier === 'data' ? 'StatefulSet' : 'Deployment', app, ns, { app, tier, team }, ports);
  }
}

/** What the additional policies of a namespace look like: subject, peer and port of one kind each. */
const KINDS = [
  ({ numbers }) => ({
    name: 'tier',
    subject: byLabels({ tier: numbers.pick(TIERS) }),
    peer: { podSelector: byLabels({ tier: numbers.pick(TIERS) }) },
    port: { protocol: 'TCP', port: numbers.pick(NAMED) },
  }),
  ({ numbers, app }) => ({
    name: 'app',
    subject: byLabels({ app: app() }),
    peer: { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: [app(), app()] }] } },
    port: { protocol: 'TCP', port: 8080 + numbers.below(3) },
  }),
  ({ numbers, app }) => ({
    name: 'team',
    subject: byLabels({ app: app() }),
    peer: { namespaceSelector: byLabels({ team: numbers.pick(TEAMS) }), podSelector: byLabels({ app: app() }) },
    port: { protocol: 'TCP', port: numbers.pick(NAMED) },
  }),
  ({ numbers }) => ({
    name: 'range',
    subject: byLabels({ tier: numbers.pick(TIERS) }),
    peer: { podSelector: byLabels({ tier: numbers.pick(TIERS) }) },
    port: { protocol: 'TCP', port: 9000, endPort: 9001 + numbers.below(900) },
  }),
];

function* matrixPolicies(namespaces, policies, numbers) {
  const app = () => `app-${digits(numbers.below(PER_NAMESPACE), 2)}`;
  yield serveDns();
  for (let index = 1; index < policies; index += 1) {
    const { name: ns } = namespaces[(index - 1) % namespaces.length];
    const round = Math.floor((index - 1) / namespaces.length);
    if (round === 0) yield defaultDeny(ns);
    else if (round === 1) yield allowDns(ns);
    else {
      const { name, subject, peer, port } = numbers.pick(KINDS)({ numbers, app });
      const direction = numbers.pick(['ingress', 'egress', 'both']);
      yield policy(`${name}-${digits(round, 3)}`, ns, subject, {
        ...(direction !== 'egress' && { ingress: [{ from: [peer], ports: [port] }] }),
        ...(direction !== 'ingress' && { egress: [{ to: [peer], ports: [port] }] }),
      });
    }
  }
}

/**
 * `workloads` with `policies` that isolate all of them: 20 workloads and 100 policies a namespace, default-deny and DNS
 * first, then rules by tier, app, team, named port and range. One CoreDNS Deployment comes on top.
 *
 * @param {{ workloads?: number, policies?: number, seed?: number }} [options]
 */
export function* matrixObjects({ workloads = 2_000, policies = 10_000, seed = 1 } = {}) {
  const namespaces = matrixNamespaces(workloads);
  yield* platform(namespaces);
  yield* matrixWorkloads(namespaces, workloads);
  yield* matrixPolicies(namespaces, policies, random(seed));
}

/** The pods of one workload, as they run; `owned` says whether they name a controller. */
function* podsOf({ metadata: { name, namespace: ns }, spec: { template } }, replicas, owned) {
  const hash = `${name.length}f7c9d`;
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: `${name}-${hash}`,
    controller: true,
    uid: `${ns}-${name}`,
  };
  for (let replica = 0; replica < replicas; replica += 1)
    yield {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `${name}-${hash}-${digits(replica, 4)}`,
        namespace: ns,
        labels: { ...template.metadata.labels, 'pod-template-hash': hash },
        ...(owned && { ownerReferences: [owner] }),
      },
      spec: template.spec,
      status: { phase: 'Running' },
    };
}

/**
 * `pods` that stem from `templates` pod templates, under the policies of {@link matrixObjects}. Without `owned` each is
 * a bare Pod, an endpoint of its own.
 *
 * @param {{ pods?: number, templates?: number, policies?: number, owned?: boolean, seed?: number }} [options]
 */
export function* podObjects({ pods = 100_000, templates = 2_000, policies = 10_000, owned = false, seed = 1 } = {}) {
  const namespaces = matrixNamespaces(templates);
  yield* platform(namespaces);
  let index = 0;
  for (const template of matrixWorkloads(namespaces, templates)) {
    const replicas = Math.floor(((index + 1) * pods) / templates) - Math.floor((index * pods) / templates);
    yield* podsOf(template, replicas, owned);
    index += 1;
  }
  yield* matrixPolicies(namespaces, policies, random(seed));
}

const KEYS = ['alpha', 'beta', 'gamma'];
const CLASS_NAMESPACES = 10;

/**
 * The hard case: `classes` workloads, no two of which policies can take for each other. Three labels spell the number
 * of a workload, and each policy chooses by `In` with four values of one label as subject and of two labels as peer, over
 * the whole cluster; so the share that a policy selects stays the same at every size. `isOrdered` adds one admin policy, by
 * which a namespace reaches nobody.
 *
 * @param {{ classes?: number, policies?: number, isOrdered?: boolean, seed?: number }} [options]
 */
export function* classObjects({ classes = 10_000, policies = 1_000, isOrdered = false, seed = 1 } = {}) {
  const numbers = random(seed);
  const base = Math.max(22, Math.ceil(Math.cbrt(classes)));
  const values = Array.from({ length: base }, (_, index) => `v${index}`);
  const namespaces = Array.from({ length: CLASS_NAMESPACES }, (_, index) => `ns-${index}`);
  const four = (key) => ({ key, operator: 'In', values: numbers.sample(values, 4) });

  for (const ns of namespaces) yield namespace(ns, { 'example.com/kind': 'adversary' });
  if (isOrdered)
    yield {
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'AdminNetworkPolicy',
      metadata: { name: 'quarantine' },
      spec: {
        priority: 10,
        subject: { namespaces: {} },
        ingress: [
          {
            name: 'nothing-from-there',
            action: 'Deny',
            from: [{ namespaces: byLabels({ 'kubernetes.io/metadata.name': namespaces[0] }) }],
          },
        ],
      },
    };
  for (let index = 0; index < classes; index += 1) {
    const spread = (index * 7_919) % base ** 3;
    const labels = Object.fromEntries(
      KEYS.map((key, place) => [key, values[Math.floor(spread / base ** place) % base]]),
    );
    const app = `w-${digits(index, 6)}`;
    const ports = [{ name: 'http', containerPort: 8080 }];
    yield workload('Deployment', app, namespaces[index % CLASS_NAMESPACES], { app, ...labels }, ports);
  }
  for (let index = 0; index < policies; index += 1) {
    const subject = { matchExpressions: [four(KEYS[index % 3])] };
    const peer = { namespaceSelector: {}, podSelector: { matchExpressions: numbers.sample(KEYS, 2).map(four) } };
    const ports = [{ protocol: 'TCP', port: 8080 + numbers.below(10) }];
    yield policy(`rule-${digits(index, 5)}`, numbers.pick(namespaces), subject, {
      ...(index % 2 === 0 && { ingress: [{ from: [peer], ports }] }),
      ...(index % 2 === 1 && { egress: [{ to: [peer], ports }] }),
    });
  }
}
