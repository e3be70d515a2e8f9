import { podObjects } from './clusters.mjs';

const time = '2026-01-15T08:30:00Z';
const digits = (number, width) => String(number).padStart(width, '0');
const address = (number) => `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
const condition = (type) => ({ lastProbeTime: null, lastTransitionTime: time, status: 'True', type });

/** What the API server and the kubelet add to a container of a template. */
const runningContainer = (container, index) => ({
  args: ['--listen=:8080', '--log-format=json', `--shard=${index % 7}`],
  env: [
    { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'UPSTREAM_URL', value: 'http://api.backend.svc.cluster.local:8080/v1' },
    { name: 'MAX_CONNECTIONS', value: '200' },
  ],
  image: 'registry.example/team/service:1.14.2',
  imagePullPolicy: 'IfNotPresent',
  livenessProbe: {
    failureThreshold: 3,
    httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' },
    periodSeconds: 10,
    successThreshold: 1,
    timeoutSeconds: 1,
  },
  ...container,
  resources: { limits: { cpu: '500m', memory: '256Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  volumeMounts: [
    { mountPath: '/etc/service', name: 'config', readOnly: true },
    {
      mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
      name: `kube-api-access-${digits(index, 6)}`,
      readOnly: true,
    },
  ],
});

/** A pod as `kubectl get -o yaml` shows it: about 4.5 KB. */
function livePod({ metadata, spec, ...pod }, index) {
  const ip = address(index + 1);
  const node = `node-${digits(index % 500, 3)}.example.internal`;
  return {
    ...pod,
    metadata: {
      annotations: { 'example.com/restarted-at': time },
      creationTimestamp: time,
      generateName: `${metadata.name.slice(0, -4)}`,
      ...metadata,
      resourceVersion: String(1_000_000 + index),
      uid: `0a1b2c3d-4e5f-6071-8293-${digits(index, 12)}`,
    },
    spec: {
      containers: spec.containers.map((container) => runningContainer(container, index)),
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      nodeName: node,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      serviceAccount: 'default',
      serviceAccountName: 'default',
      terminationGracePeriodSeconds: 30,
      tolerations: ['not-ready', 'unreachable'].map((state) => ({
        effect: 'NoExecute',
        key: `node.kubernetes.io/${state}`,
        operator: 'Exists',
        tolerationSeconds: 300,
      })),
      volumes: [
        { configMap: { defaultMode: 420, name: 'service-config' }, name: 'config' },
        {
          name: `kube-api-access-${digits(index, 6)}`,
          projected: {
            defaultMode: 420,
            sources: [
              { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
              { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
              {
                downwardAPI: {
                  items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }],
                },
              },
            ],
          },
        },
      ],
    },
    status: {
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(condition),
      containerStatuses: spec.containers.map(({ name }) => ({
        containerID: `containerd://8c1f5b0a9d3e7f42${digits(index, 16)}`,
        image: 'registry.example/team/service:1.14.2',
        imageID:
          'registry.example/team/service@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
        lastState: {},
        name,
        ready: true,
        restartCount: 0,
        started: true,
        state: { running: { startedAt: time } },
      })),
      hostIP: address(0x10000 + (index % 500)),
      phase: 'Running',
      podIP: ip,
      podIPs: [{ ip }],
      qosClass: 'Burstable',
      startTime: time,
    },
  };
}

/**
 * What a live cluster says of its pods: status, volumes and settings, of which little decides who may talk to whom.
 *
 * @param {{ pods?: number, templates?: number, policies?: number, seed?: number }} [options]
 */
export function* liveObjects({ pods = 20_000, templates = 2_000, policies = 0, seed = 1 } = {}) {
  let index = 0;
  for (const object of podObjects({ pods, templates, policies, owned: true, seed })) {
    yield object.kind === 'Pod' ? livePod(object, index) : object;
    index += 1;
  }
}
