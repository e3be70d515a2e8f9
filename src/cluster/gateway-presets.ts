import { once } from '../model/remember.ts';
import { ingressPresets } from './ingress-presets.ts';
import { APP_LABEL, chart, COMPONENT_LABEL, type PresetPods, type ProxyPreset } from './proxy-presets.ts';

/** The pods that a controller makes for one Gateway, next to it, are labelled alike in many products. */
export const OWN_PODS: PresetPods = {
  namespace: '{namespace}',
  labels: { 'gateway.networking.k8s.io/gateway-name': '{name}' },
  found: 'here',
};

const ingressPods = (product: string): readonly PresetPods[] =>
  ingressPresets().find((preset) => preset.product === product)?.pods ?? [];

/** Pods that serve a Gateway only where somebody set them up by hand. */
const possible = (pods: readonly PresetPods[]): PresetPods[] => pods.map((each) => ({ ...each, found: 'never' }));

const ENVOY_GATEWAY = 'gateway.envoyproxy.io/owning-gateway';

/** Data planes of Gateways. */
export const gatewayPresets = once((): readonly ProxyPreset[] => [
  {
    product: 'istio',
    controllers: ['istio.io/'],
    classes: ['istio', 'istio-remote'],
    word: 'istio',
    runs: 'pods',
    pods: [
      {
        ...OWN_PODS,
        moreLabels: { 'istio.io/gateway-name': '{name}', 'gateway.networking.k8s.io/gateway-class-name': '{class}' },
      },
      ...possible(ingressPods('istio')),
    ],
  },
  {
    product: 'envoy-gateway',
    controllers: ['gateway.envoyproxy.io/'],
    classes: ['eg', 'envoy-gateway'],
    word: 'envoy',
    runs: 'pods',
    pods: [
      {
        namespace: 'envoy-gateway-system',
        labels: { [`${ENVOY_GATEWAY}-name`]: '{name}', [`${ENVOY_GATEWAY}-namespace`]: '{namespace}' },
        moreLabels: {
          [APP_LABEL]: 'envoy',
          [COMPONENT_LABEL]: 'proxy',
          'app.kubernetes.io/managed-by': 'envoy-gateway',
        },
      },
      {
        namespace: 'envoy-gateway-system',
        labels: { [`${ENVOY_GATEWAY}class`]: '{class}' },
        moreLabels: {
          [APP_LABEL]: 'envoy',
          [COMPONENT_LABEL]: 'proxy',
          'app.kubernetes.io/managed-by': 'envoy-gateway',
        },
      },
    ],
  },
  {
    product: 'contour',
    controllers: ['projectcontour.io/'],
    classes: ['contour'],
    word: 'contour',
    runs: 'pods',
    pods: [
      { namespace: '{namespace}', labels: { 'projectcontour.io/owning-gateway-name': '{name}' }, found: 'here' },
      ...ingressPods('contour'),
    ],
  },
  {
    product: 'nginx-gateway-fabric',
    controllers: ['gateway.nginx.org/'],
    classes: ['nginx'],
    word: 'nginx',
    runs: 'pods',
    pods: [
      OWN_PODS,
      chart('nginx-gateway-fabric', 'nginx-gateway'),
      { namespace: 'nginx-gateway', labels: { [APP_LABEL]: 'nginx-gateway' } },
    ],
  },
  {
    product: 'traefik',
    controllers: ['traefik.io/'],
    classes: ['traefik'],
    word: 'traefik',
    runs: 'pods',
    pods: ingressPods('traefik'),
  },
  {
    product: 'haproxy',
    controllers: ['haproxy.org/', 'haproxy-ingress.github.io/'],
    classes: ['haproxy'],
    word: 'haproxy',
    runs: 'pods',
    pods: [...ingressPods('haproxy-kubernetes-ingress'), ...ingressPods('haproxy-ingress')],
  },
  {
    product: 'kong',
    controllers: ['konghq.com/'],
    classes: ['kong'],
    word: 'kong',
    runs: 'pods',
    pods: [OWN_PODS, ...ingressPods('kong')],
  },
  {
    product: 'kgateway',
    controllers: ['kgateway.dev/', 'solo.io/'],
    classes: ['kgateway', 'gloo-gateway'],
    word: 'kgateway',
    runs: 'pods',
    pods: [OWN_PODS],
  },
  {
    product: 'openshift',
    controllers: ['openshift.io/gateway-controller'],
    classes: ['openshift-default'],
    word: 'openshift',
    runs: 'pods',
    pods: [OWN_PODS],
  },
  {
    product: 'cilium',
    controllers: ['io.cilium/'],
    classes: ['cilium'],
    word: 'cilium',
    runs: 'node',
    pods: [],
  },
  {
    product: 'google',
    controllers: ['networking.gke.io/'],
    classes: [],
    word: 'gke',
    runs: 'outside',
    pods: [],
  },
  {
    product: 'aws',
    controllers: ['application-networking.k8s.aws/', 'gateway.k8s.aws/'],
    classes: ['amazon-vpc-lattice'],
    word: 'alb',
    runs: 'outside',
    pods: [],
  },
  {
    product: 'azure',
    controllers: ['alb.networking.azure.io/'],
    classes: ['azure-alb-external'],
    word: 'azure',
    runs: 'outside',
    pods: [],
  },
]);
