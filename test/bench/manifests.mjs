/** The manifests that the corpora are made of, as plain values. */

/** The selector of one namespace by the name label that the API server sets. */
export const namespaceNamed = (name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

/** @param {string} name @param {Record<string, string>} labels */
export function namespace(name, labels) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A NetworkPolicy; `policyTypes` says exactly the directions that `spec` names. */
export function policy(name, ns, podSelector, { ingress, egress }) {
  const policyTypes = [ingress && 'Ingress', egress && 'Egress'].filter(Boolean);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: ns },
    spec: { podSelector, policyTypes, ...(ingress && { ingress }), ...(egress && { egress }) },
  };
}

/** Denies both directions for every pod of the namespace. */
export const defaultDeny = (ns) => policy('default-deny', ns, {}, { ingress: [], egress: [] });

const DNS_PEER = {
  namespaceSelector: namespaceNamed('kube-system'),
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};
const DNS_PORTS = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];

/** Lets every pod of the namespace ask the cluster's DNS. */
export const allowDns = (ns) => policy('allow-dns', ns, {}, { egress: [{ to: [DNS_PEER], ports: DNS_PORTS }] });

/** Lets every pod of the cluster ask the DNS pods. */
export const serveDns = () =>
  policy(
    'serve-dns',
    'kube-system',
    { matchLabels: { 'k8s-app': 'kube-dns' } },
    { ingress: [{ from: [{ namespaceSelector: {} }], ports: DNS_PORTS }] },
  );

/** A workload with no more than policies look at. */
export function workload(kind, name, ns, labels, ports) {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: ns },
    spec: {
      replicas: 2,
      ...(kind === 'StatefulSet' && { serviceName: name }),
      selector: { matchLabels: { app: labels.app } },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: `registry.example/${name}:1.0`, ports }] },
      },
    },
  };
}

/** The cluster's DNS Deployment. */
export function coreDns() {
  const ports = [
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
    { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
  ];
  return workload('Deployment', 'coredns', 'kube-system', { app: 'coredns', 'k8s-app': 'kube-dns' }, ports);
}

/** The cluster's DNS Service. */
export function dnsService() {
  const ports = [
    { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 'dns-tcp' },
  ];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kube-dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    spec: { selector: { 'k8s-app': 'kube-dns' }, ports },
  };
}

/** A Deployment as a chart renders it, some 70 lines. `app` has `name`, `port` and `tier`; `more` is further settings. */
export function deployment(app, ns, more = []) {
  const labels = {
    'app.kubernetes.io/name': app.name,
    'app.kubernetes.io/part-of': ns,
    'app.kubernetes.io/component': app.tier,
  };
  const probe = (path, periodSeconds) => ({ httpGet: { path, port: 'http' }, periodSeconds, timeoutSeconds: 2 });
  const container = {
    name: app.name,
    image: `registry.example/${ns}/${app.name}:1.${app.port % 50}.0`,
    ports: [
      { name: 'http', containerPort: app.port, protocol: 'TCP' },
      { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
    ],
    env: [
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: `${app.name}-token`, key: 'token' } } },
      ...more,
    ],
    readinessProbe: probe('/ready', 5),
    livenessProbe: probe('/healthz', 20),
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
    volumeMounts: [{ name: 'config', mountPath: '/etc/app', readOnly: true }],
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app.name, namespace: ns, labels: { ...labels, 'app.kubernetes.io/managed-by': 'helm' } },
    spec: {
      replicas: 2,
      revisionHistoryLimit: 3,
      selector: { matchLabels: { 'app.kubernetes.io/name': app.name } },
      template: {
        metadata: { annotations: { 'checksum/config': `sha-${app.port}-${app.name}` }, labels },
        spec: {
          serviceAccountName: app.name,
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [container],
          volumes: [{ name: 'config', configMap: { name: `${app.name}-config` } }],
        },
      },
    },
  };
}

/** A Service in front of `deployment(app, ns)`: port 80 leads to the container's port by name. */
export function service(app, ns) {
  const labels = { 'app.kubernetes.io/name': app.name, 'app.kubernetes.io/part-of': ns };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: app.name, namespace: ns, labels: { ...labels, 'app.kubernetes.io/managed-by': 'helm' } },
    spec: {
      type: 'ClusterIP',
      selector: { 'app.kubernetes.io/name': app.name },
      ports: [
        { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
        { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 'metrics' },
      ],
    },
  };
}
