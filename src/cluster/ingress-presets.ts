import { once } from '../model/remember.ts';
import { APP_LABEL, chart, COMPONENT_LABEL, INSTANCE_LABEL, type ProxyPreset } from './proxy-presets.ts';

const OPENSHIFT_ROUTER = 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller';

/** Controllers that serve Ingresses; the router serves OpenShift Routes too. Made for inputs that have some. */
export const ingressPresets = once((): readonly ProxyPreset[] => [
  {
    product: 'ingress-nginx',
    controllers: ['k8s.io/ingress-nginx', 'webapprouting.kubernetes.azure.com/nginx'],
    classes: ['nginx', 'nginx-internal', 'webapprouting.kubernetes.azure.com'],
    word: 'nginx',
    runs: 'pods',
    pods: [
      {
        namespace: 'ingress-nginx',
        labels: { [APP_LABEL]: 'ingress-nginx', [COMPONENT_LABEL]: 'controller' },
        // The last is what its first manifests used.
        moreLabels: { [INSTANCE_LABEL]: 'ingress-nginx', app: 'ingress-nginx' },
      },
      { namespace: 'kube-system', labels: { [APP_LABEL]: 'rke2-ingress-nginx', [COMPONENT_LABEL]: 'controller' } },
      { namespace: 'ingress', labels: { name: 'nginx-ingress-microk8s' } },
      { namespace: 'app-routing-system', labels: { app: 'nginx' }, found: 'here' },
    ],
  },
  {
    product: 'nginx-ingress',
    controllers: ['nginx.org/ingress-controller'],
    classes: ['nginx'],
    word: 'nginx',
    runs: 'pods',
    pods: [
      { namespace: 'nginx-ingress', labels: { app: 'nginx-ingress' } },
      {
        namespace: 'nginx-ingress',
        labels: { [APP_LABEL]: 'nginx-ingress' },
        moreLabels: { [INSTANCE_LABEL]: 'nginx-ingress' },
      },
    ],
  },
  {
    product: 'traefik',
    controllers: ['traefik.io/ingress-controller'],
    classes: ['traefik'],
    word: 'traefik',
    runs: 'pods',
    pods: [chart('traefik'), chart('traefik', 'kube-system'), { namespace: 'traefik', labels: { app: 'traefik' } }],
  },
  {
    product: 'haproxy-kubernetes-ingress',
    controllers: ['haproxy.org/ingress-controller'],
    classes: ['haproxy'],
    word: 'haproxy',
    runs: 'pods',
    pods: [
      { namespace: 'haproxy-controller', labels: { [APP_LABEL]: 'kubernetes-ingress' } },
      { namespace: 'haproxy-controller', labels: { run: 'haproxy-ingress' } },
    ],
  },
  {
    product: 'haproxy-ingress',
    controllers: ['haproxy-ingress.github.io/controller'],
    classes: ['haproxy'],
    word: 'haproxy',
    runs: 'pods',
    pods: [chart('haproxy-ingress', 'ingress-controller')],
  },
  {
    product: 'contour',
    controllers: ['projectcontour.io/'],
    classes: ['contour'],
    word: 'contour',
    runs: 'pods',
    pods: [
      { namespace: 'projectcontour', labels: { app: 'envoy' }, found: 'here' },
      { namespace: 'projectcontour', labels: { [APP_LABEL]: 'contour', [COMPONENT_LABEL]: 'envoy' } },
    ],
  },
  {
    product: 'istio',
    controllers: ['istio.io/ingress-controller'],
    classes: ['istio'],
    word: 'istio',
    runs: 'pods',
    pods: [
      { namespace: 'istio-system', labels: { istio: 'ingressgateway' }, moreLabels: { app: 'istio-ingressgateway' } },
      { namespace: 'istio-ingress', labels: { istio: 'ingress' }, moreLabels: { app: 'istio-ingress' } },
    ],
  },
  {
    product: 'kong',
    controllers: ['ingress-controllers.konghq.com/'],
    classes: ['kong'],
    word: 'kong',
    runs: 'pods',
    pods: [
      {
        namespace: 'kong',
        labels: { [APP_LABEL]: 'kong', [COMPONENT_LABEL]: 'app' },
        moreLabels: { [INSTANCE_LABEL]: 'kong' },
      },
      { namespace: 'kong', labels: { [APP_LABEL]: 'gateway', [COMPONENT_LABEL]: 'app' }, found: 'here' },
      { namespace: 'kong', labels: { app: 'ingress-kong' } },
    ],
  },
  {
    product: 'openshift-router',
    controllers: ['openshift.io/ingress-to-route'],
    classes: ['openshift-default'],
    word: 'openshift',
    runs: 'pods',
    pods: [
      {
        namespace: 'openshift-ingress',
        labels: { [OPENSHIFT_ROUTER]: 'default' },
        namespaceLabels: {
          'network.openshift.io/policy-group': 'ingress',
          'policy-group.network.openshift.io/ingress': '',
        },
      },
      // Routers on the host network appear to policies in namespaces that stand for it.
      {
        namespace: 'openshift-host-network',
        labels: {},
        namespaceLabels: { 'policy-group.network.openshift.io/host-network': '' },
        found: 'never',
      },
      {
        namespace: 'default',
        labels: {},
        namespaceLabels: { 'network.openshift.io/policy-group': 'ingress' },
        found: 'never',
      },
    ],
  },
  {
    product: 'cilium',
    controllers: ['cilium.io/ingress-controller'],
    classes: ['cilium'],
    word: 'cilium',
    runs: 'node',
    pods: [],
  },
  {
    product: 'aws-load-balancer',
    controllers: ['ingress.k8s.aws/', 'eks.amazonaws.com/'],
    classes: ['alb'],
    word: 'alb',
    runs: 'outside',
    pods: [],
  },
  {
    product: 'google-load-balancer',
    controllers: ['k8s.io/ingress-gce'],
    classes: ['gce', 'gce-internal', 'gce-multi-cluster'],
    word: 'gce',
    runs: 'outside',
    pods: [],
  },
  {
    product: 'azure-application-gateway',
    controllers: ['azure/application-gateway', 'alb.networking.azure.io/'],
    classes: ['azure-application-gateway', 'azure/application-gateway', 'azure-alb-external'],
    word: 'azure',
    runs: 'outside',
    pods: [],
  },
]);
