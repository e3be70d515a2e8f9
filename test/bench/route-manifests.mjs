/** Ways in and settings, as manifests in plain values. */

const GATEWAY = { name: 'public', namespace: 'edge' };

/** The one Gateway that every HTTPRoute hangs on. */
export const gateway = () => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: GATEWAY,
  spec: {
    gatewayClassName: 'istio',
    listeners: [
      {
        name: 'http',
        port: 80,
        protocol: 'HTTP',
        hostname: '*.example.com',
        allowedRoutes: { namespaces: { from: 'All' } },
      },
    ],
  },
});

/** An Ingress with two paths on one host. */
export const ingress = (app, other, ns) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: app.name, namespace: ns, labels: { 'app.kubernetes.io/part-of': ns } },
  spec: {
    ingressClassName: 'nginx',
    tls: [{ hosts: [`${ns}.example.com`], secretName: `${ns}-tls` }],
    rules: [
      {
        host: `${ns}.example.com`,
        http: {
          paths: [
            {
              path: '/',
              pathType: 'Prefix',
              backend: { service: { name: app.name, port: { name: 'http' } } },
            },
            {
              path: '/api',
              pathType: 'Prefix',
              backend: { service: { name: other.name, port: { number: 80 } } },
            },
          ],
        },
      },
    ],
  },
});

/** A route from the Gateway to one Service, with a weight for a second one. */
export const httpRoute = (app, other, ns) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: app.name, namespace: ns },
  spec: {
    parentRefs: [GATEWAY],
    hostnames: [`${ns}.api.example.com`],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/v1' } }],
        backendRefs: [
          { name: app.name, port: 80, weight: 9 },
          { name: other.name, port: 80, weight: 1 },
        ],
      },
    ],
  },
});

/** Settings that name other Services of the namespace. */
export const settings = (app, upstreams, ns) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: `${app.name}-config`, namespace: ns },
  data: {
    LOG_FORMAT: 'json',
    'app.yaml': `server:\n  port: ${app.port}\nupstreams:\n${upstreams.map(({ name }) => `  - url: http://${name}.${ns}:80/\n`).join('')}`,
  },
});

/** The environment of a Deployment that is told of two upstreams. */
export const upstreamSettings = (upstreams) =>
  upstreams.flatMap(({ name }, index) => [
    { name: `UPSTREAM_${index}_URL`, value: `http://${name}/v1` },
    { name: `UPSTREAM_${index}_TIMEOUT`, value: '30s' },
  ]);
