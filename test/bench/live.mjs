/** Clusters as they run: pods with owners, addresses and status. */
import { namespace, policy } from './manifests.mjs';
import { random } from './random.mjs';

const digits = (number, width) => String(number).padStart(width, '0');

/** A running Pod as `kubectl get -o yaml` prints it, some 120 lines. */
export function runningPod({ name, ns, app, labels, index, verbose, settings = 8 }) {
  const address = `10.${128 + ((index >> 16) & 63)}.${(index >> 8) & 255}.${index & 255}`;
  const node = `node-${index % 200}`;
  const meta = {
    name,
    namespace: ns,
    labels: { app, ...labels, 'pod-template-hash': `${app.length}7c9d` },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: `${app}-${app.length}7c9d`,
        uid: `${ns}-${app}`,
        controller: true,
      },
    ],
  };
  const container = {
    name: 'main',
    image: `registry.example/${app}:1.0`,
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
  };
  const status = { phase: 'Running', podIP: address, podIPs: [{ ip: address }], hostIP: `192.168.0.${index % 200}` };
  if (!verbose)
    return { apiVersion: 'v1', kind: 'Pod', metadata: meta, spec: { nodeName: node, containers: [container] }, status };
  const when = '2026-01-01T00:00:00Z';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      annotations: { 'cni.example.com/podIP': `${address}/32`, 'checksum/config': `sha-${index}` },
      creationTimestamp: when,
      ...meta,
      resourceVersion: `${1_000_000 + index}`,
      uid: `00000000-0000-4000-8000-${digits(index, 12)}`,
    },
    spec: {
      containers: [
        {
          ...container,
          env: Array.from({ length: settings }, (_, i) => ({ name: `SETTING_${i}`, value: `value-${i}` })),
          imagePullPolicy: 'IfNotPresent',
          resources: { limits: { memory: '256Mi' }, requests: { cpu: '50m', memory: '64Mi' } },
          terminationMessagePath: '/dev/termination-log',
          volumeMounts: [{ mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'token', readOnly: true }],
        },
      ],
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      nodeName: node,
      restartPolicy: 'Always',
      serviceAccountName: 'default',
      tolerations: ['not-ready', 'unreachable'].map((kind) => ({
        effect: 'NoExecute',
        key: `node.kubernetes.io/${kind}`,
        operator: 'Exists',
        tolerationSeconds: 300,
      })),
      volumes: [
        {
          name: 'token',
          projected: {
            defaultMode: 420,
            sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }],
          },
        },
      ],
    },
    status: {
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
        lastProbeTime: 'never',
        lastTransitionTime: when,
        status: 'True',
        type,
      })),
      containerStatuses: [
        {
          containerID: `containerd://${digits(index, 64)}`,
          image: container.image,
          imageID: `registry.example/${app}@sha256:${digits(index, 64)}`,
          name: 'main',
          ready: true,
          restartCount: 0,
          started: true,
          state: { running: { startedAt: when } },
        },
      ],
      ...status,
      qosClass: 'Burstable',
      startTime: when,
    },
  };
}

/**
 * A dump of running pods, ten a ReplicaSet, each with a number of settings in its environment.
 *
 * @param {{ pods?: number, settings?: number }} [options]
 */
export function* dumpObjects({ pods = 20_000, settings } = {}) {
  const namespaces = Array.from({ length: 100 }, (_, index) => `live-${digits(index, 3)}`);
  for (const ns of namespaces) yield namespace(ns, { zone: ns.at(-1) });
  for (let index = 0; index < pods; index += 1) {
    const app = `app-${digits(Math.floor(index / 10) % 200, 3)}`;
    const ns = namespaces[Math.floor(index / 10 / 200) % namespaces.length];
    yield runningPod({ name: `${app}-${digits(index, 6)}`, ns, app, labels: {}, index, verbose: true, settings });
  }
  for (const ns of namespaces) yield policy('same-namespace', ns, {}, { ingress: [{ from: [{ podSelector: {} }] }] });
}

/**
 * Numbers of pods, namespaces and policies of a published profile of a real cluster: 5,413 pods in 604 namespaces, 13,678
 * policies of which 3,559 select nobody, a median policy with one selector for some two peers, a third of the peers
 * addresses, and a few that select thousands.
 *
 * @param {{ pods?: number, namespaces?: number, policies?: number, seed?: number }} [options]
 */
export function* profileObjects({ pods = 5_413, namespaces = 604, policies = 13_678, seed = 1 } = {}) {
  const numbers = random(seed);
  const homes = Array.from({ length: namespaces }, (_, index) => `ns-${digits(index, 3)}`);
  const app = () => `app-${numbers.below(5)}`;
  for (const [index, ns] of homes.entries()) yield namespace(ns, { tenant: `t-${index % 60}` });
  for (let index = 0; index < pods; index += 1) {
    const own = app();
    const labels = { tier: numbers.pick(['web', 'api', 'data']), ...(numbers.chance(0.6) && { scrape: 'true' }) };
    yield runningPod({
      name: `${own}-${digits(index, 5)}`,
      ns: homes[index % namespaces],
      app: own,
      labels,
      index,
      verbose: false,
    });
  }
  const peer = () => {
    const kind = numbers.below(6);
    if (kind < 2) return { ipBlock: { cidr: `10.${numbers.below(200)}.${numbers.below(256)}.0/24` } };
    if (kind < 4) return { podSelector: { matchLabels: { app: app() } } };
    if (numbers.chance(0.02)) return { namespaceSelector: {}, podSelector: { matchLabels: { scrape: 'true' } } };
    return {
      namespaceSelector: { matchLabels: { tenant: `t-${numbers.below(60)}` } },
      podSelector: { matchLabels: { app: app() } },
    };
  };
  for (let index = 0; index < policies; index += 1) {
    const isEmpty = numbers.chance(3_559 / 13_678);
    const subject = { matchLabels: isEmpty ? { app: 'gone' } : numbers.chance(0.5) ? { app: app() } : { tier: 'web' } };
    const peers = Array.from({ length: 1 + numbers.below(2) }, peer);
    const ports = [{ protocol: 'TCP', port: numbers.pick([80, 443, 5432, 8080, 9090]) }];
    yield policy(`policy-${digits(index, 5)}`, homes[index % namespaces], subject, {
      ...(index % 2 === 0 ? { ingress: [{ from: peers, ports }] } : { egress: [{ to: peers, ports }] }),
    });
  }
}
