import { describe, expect, it } from 'vitest';
import { buildCluster, type Cluster, type Proxy, type ProxyOptions } from '../../src/cluster/index.ts';
import { findProxies } from '../../src/cluster/proxies.ts';
import { equals } from '../../src/model/selector.ts';
import { decodeText } from '../manifest/documents.ts';
import { namespace, pod } from '../support/manifests.ts';

const cluster = (manifests: string, options: ProxyOptions = {}): Cluster =>
  buildCluster(decodeText(manifests).resources, options);

const object = (apiVersion: string, kind: string, name: string, spec: string): string => {
  const [space = '', own = ''] = name.split('/');
  return `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${own}, namespace: ${space} }
spec: { ${spec} }
`;
};
const BACKEND = 'defaultBackend: { service: { name: web, port: { number: 80 } } }';
const ingress = (name: string, className?: string): string =>
  object(
    'networking.k8s.io/v1',
    'Ingress',
    name,
    className === undefined ? BACKEND : `ingressClassName: ${className}, ${BACKEND}`,
  );
const ingressClass = (name: string, controller: string): string => `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name} }
spec: { controller: ${controller} }
`;
const osRoute = (name: string): string =>
  object('route.openshift.io/v1', 'Route', name, 'to: { kind: Service, name: web }');
const gateway = (name: string, className: string): string =>
  object(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    name,
    `gatewayClassName: ${className}, listeners: [{ name: http, port: 80, protocol: HTTP }]`,
  );
const gatewayClass = (name: string, controller: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: ${name} }
spec: { controllerName: ${controller} }
`;

const NGINX_POD = pod('edge/nginx', 'app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller');
const TRAEFIK_POD = pod('edge/traefik', 'app.kubernetes.io/name: traefik');

/** `ingress-controller:edge/nginx = edge/nginx`, `ingress-controller = ingress-nginx, kube-system, nowhere` */
const proxyText = ({ id, workloads, identities }: Proxy): string => {
  const pods = workloads.map(({ ref }) => `${ref.namespace ?? ''}/${ref.name}`);
  const homes = new Set(identities.map((each) => `(${each.namespace.name || 'anywhere'})`));
  return `${id} = ${[...pods, ...homes].join(' ') || 'outside'}`;
};
const proxiesText = ({ proxies }: Pick<Cluster, 'proxies'>): string[] => proxies.map(proxyText);

const NGINX = '(anywhere) (ingress-nginx) (kube-system) (ingress) (app-routing-system)';

const ROWS: readonly (readonly [name: string, manifests: string, proxies: readonly string[]])[] = [
  ['none where nothing needs one', NGINX_POD + ingressClass('nginx', 'k8s.io/ingress-nginx'), []],
  [
    'the pods of the controller that the class names',
    NGINX_POD + TRAEFIK_POD + ingressClass('outer', 'k8s.io/ingress-nginx') + ingress('shop/a', 'outer'),
    ['ingress-controller:edge/nginx = edge/nginx'],
  ],
  [
    'the pods of the product that the name of the class says',
    NGINX_POD + TRAEFIK_POD + ingress('shop/a', 'traefik-internal'),
    ['ingress-controller:edge/traefik = edge/traefik'],
  ],
  [
    'one each for classes of different controllers',
    NGINX_POD + TRAEFIK_POD + ingress('shop/a', 'nginx') + ingress('shop/b', 'traefik') + ingress('shop/c', 'nginx'),
    ['ingress-controller:edge/nginx = edge/nginx', 'ingress-controller:edge/traefik = edge/traefik'],
  ],
  [
    'the one controller of the input, for an Ingress without class',
    NGINX_POD + ingress('shop/a') + ingress('shop/b', 'nginx') + ingress('shop/c', 'own'),
    ['ingress-controller:edge/nginx = edge/nginx'],
  ],
  [
    'all controllers of the input together, where nothing tells which',
    NGINX_POD + TRAEFIK_POD + ingress('shop/a'),
    ['ingress-controller = edge/nginx edge/traefik'],
  ],
  [
    'no pods of other products, for a controller that nobody knows',
    NGINX_POD + ingressClass('own', 'example.com/controller') + ingress('shop/a', 'own'),
    [expect.stringMatching(/^ingress-controller = \(anywhere\) \(ingress-nginx\) .*\(kong\)/) as string],
  ],
  [
    'pods as the product labels them, where the input holds none',
    ingressClass('outer', 'k8s.io/ingress-nginx') + ingress('shop/a', 'outer'),
    [`ingress-controller = ${NGINX}`],
  ],
  [
    'pods of every product with the class, where several may be meant',
    ingress('shop/a', 'nginx'),
    [`ingress-controller = ${NGINX} (nginx-ingress)`],
  ],
  [
    'two that are not in the input, told apart by their products',
    ingress('shop/a', 'traefik') + ingress('shop/b', 'contour'),
    [
      'ingress-controller:contour = (anywhere) (projectcontour)',
      'ingress-controller:traefik = (anywhere) (traefik) (kube-system)',
    ],
  ],
  [
    'nothing but a pod from anywhere, for a proxy of the node',
    ingress('shop/a', 'cilium'),
    ['ingress-controller = (anywhere)'],
  ],
  ['a load balancer outside the cluster', ingress('shop/a', 'alb'), ['ingress-controller = outside']],
  [
    'the router, for OpenShift Routes',
    osRoute('shop/a'),
    ['ingress-controller = (anywhere) (openshift-ingress) (openshift-host-network) (default)'],
  ],
  [
    'the router of the input',
    pod('openshift-ingress/router', 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller: default') +
      osRoute('shop/a') +
      ingress('shop/b', 'openshift-default'),
    ['ingress-controller:openshift-ingress/router = openshift-ingress/router'],
  ],
  [
    'no pods whose labels are common words, but in the namespace of the product',
    pod('shop/mesh', 'app: envoy') + ingress('shop/a', 'contour'),
    ['ingress-controller = (anywhere) (projectcontour)'],
  ],
  [
    'such pods in the namespace of the product',
    pod('projectcontour/envoy', 'app: envoy') + pod('shop/mesh', 'app: envoy') + ingress('shop/a', 'contour'),
    ['ingress-controller:projectcontour/envoy = projectcontour/envoy'],
  ],
  [
    'the pods beside a Gateway that bear its name',
    pod('infra/gw-istio', 'gateway.networking.k8s.io/gateway-name: gw') +
      pod('other/gw-istio', 'gateway.networking.k8s.io/gateway-name: gw') +
      gateway('infra/gw', 'whatever'),
    ['infra/gw[Gateway] = infra/gw-istio'],
  ],
  [
    'the pods of Envoy Gateway that name the Gateway',
    pod(
      'envoy-gateway-system/envoy',
      'gateway.envoyproxy.io/owning-gateway-name: gw, gateway.envoyproxy.io/owning-gateway-namespace: infra',
    ) +
      pod(
        'envoy-gateway-system/other',
        'gateway.envoyproxy.io/owning-gateway-name: gw, gateway.envoyproxy.io/owning-gateway-namespace: shop',
      ) +
      gateway('infra/gw', 'eg'),
    ['infra/gw[Gateway] = envoy-gateway-system/envoy'],
  ],
  [
    'the pods of a product that serves all its Gateways',
    TRAEFIK_POD + gatewayClass('edge', 'traefik.io/gateway-controller') + gateway('infra/gw', 'edge'),
    ['infra/gw[Gateway] = edge/traefik'],
  ],
  [
    'no pods of an Istio gateway that was there before',
    pod('istio-system/ingress', 'istio: ingressgateway') + gateway('infra/gw', 'istio'),
    ['infra/gw[Gateway] = (anywhere) (infra) (istio-system) (istio-ingress)'],
  ],
  ['pods beside a Gateway of an unknown class', gateway('infra/gw', 'own'), ['infra/gw[Gateway] = (anywhere) (infra)']],
  [
    'a load balancer, for a Gateway of a cloud',
    gatewayClass('lb', 'networking.gke.io/gateway') + gateway('infra/gw', 'lb'),
    ['infra/gw[Gateway] = outside'],
  ],
];

describe('proxies', () => {
  it.each(ROWS)('are %s', (_, manifests, proxies) => {
    expect(proxiesText(cluster(manifests))).toEqual(proxies);
  });

  it('are found for each object that needs one', () => {
    const { proxies, proxyOf } = cluster(
      NGINX_POD + ingress('shop/a', 'nginx') + ingress('shop/b', 'traefik') + gateway('infra/gw', 'own'),
    );
    expect(proxies.map(({ id }) => id)).toEqual([
      'infra/gw[Gateway]',
      'ingress-controller',
      'ingress-controller:edge/nginx',
    ]);
    expect([...proxyOf].map(([id, proxy]) => `${id} by ${proxy.id}`)).toEqual([
      'shop/a[Ingress] by ingress-controller:edge/nginx',
      'shop/b[Ingress] by ingress-controller',
      'infra/gw[Gateway] by infra/gw[Gateway]',
    ]);
  });

  it('do not depend on the order of the input', () => {
    const parts = [NGINX_POD, TRAEFIK_POD, ingress('shop/a'), ingress('shop/b', 'nginx'), gateway('infra/gw', 'own')];
    expect(proxiesText(cluster(parts.join('')))).toEqual(proxiesText(cluster(parts.reverse().join(''))));
  });
});

const identitiesOf = ({ proxies }: Cluster): string[] =>
  (proxies[0]?.identities ?? []).map(
    ({ namespace: { name, labels: own }, labels }) =>
      `${name}{${[...own].map((each) => each.join('=')).join(',')}} ${[...labels].map((each) => each.join('=')).join(',')}`,
  );

describe('the looks of a proxy that is not in the input', () => {
  it('are those of the product, in a namespace with the labels that people set', () => {
    expect(identitiesOf(cluster(ingress('shop/a', 'haproxy')))).toEqual([
      '{} ',
      'haproxy-controller{kubernetes.io/metadata.name=haproxy-controller,name=haproxy-controller,app.kubernetes.io/name=haproxy-controller,app.kubernetes.io/instance=haproxy-controller} app.kubernetes.io/name=kubernetes-ingress',
      'haproxy-controller{kubernetes.io/metadata.name=haproxy-controller,name=haproxy-controller,app.kubernetes.io/name=haproxy-controller,app.kubernetes.io/instance=haproxy-controller} run=haproxy-ingress',
      'ingress-controller{kubernetes.io/metadata.name=ingress-controller,name=ingress-controller,app.kubernetes.io/name=ingress-controller,app.kubernetes.io/instance=ingress-controller} app.kubernetes.io/name=haproxy-ingress,app.kubernetes.io/instance=haproxy-ingress',
    ]);
  });

  it('are in the namespace of the input where it holds its object', () => {
    const own = namespace('projectcontour', 'team: edge');
    expect(identitiesOf(cluster(own + ingress('shop/a', 'contour')))[1]).toBe(
      'projectcontour{team=edge,kubernetes.io/metadata.name=projectcontour} app=envoy',
    );
  });

  it('bear the labels of the policy group on OpenShift', () => {
    expect(identitiesOf(cluster(osRoute('shop/a')))[1]).toContain('network.openshift.io/policy-group=ingress');
  });

  it('bear the name of the Gateway', () => {
    expect(identitiesOf(cluster(gateway('infra/gw', 'istio')))[1]).toContain(
      'gateway.networking.k8s.io/gateway-name=gw',
    );
    expect(identitiesOf(cluster(gateway('infra/gw', 'eg')))[1]).toContain(
      'gateway.envoyproxy.io/owning-gateway-name=gw,gateway.envoyproxy.io/owning-gateway-namespace=infra',
    );
  });
});

describe('controllers that the user names', () => {
  const mine = (name: string): ProxyOptions => ({
    ingressControllers: [{ namespace: 'edge', selector: { requirements: [equals('app', name)] } }],
  });
  const needs = ingress('shop/a', 'nginx') + osRoute('shop/b') + pod('edge/own', 'app: own');

  it('serve every Ingress and Route', () => {
    const found = cluster(NGINX_POD + needs, mine('own'));
    expect(proxiesText(found)).toEqual(['ingress-controller = edge/own']);
    expect([...found.proxyOf.keys()]).toEqual(['shop/a[Ingress]', 'shop/b[Route]']);
  });

  it('look as they are picked where the input does not hold them', () => {
    expect(identitiesOf(cluster(NGINX_POD + needs, mine('other')))).toEqual([
      'edge{kubernetes.io/metadata.name=edge} app=other',
    ]);
  });

  it('are of no use where nothing needs them', () => {
    expect(cluster(pod('edge/own', 'app: own'), mine('own')).proxies).toEqual([]);
  });
});

describe('a Gateway of a namespace that is not in the input', () => {
  const route = object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'shop/r',
    'parentRefs: [{ name: gw, namespace: infra }, { name: gw, namespace: shop }]',
  );

  it('is a proxy for the routes that name it', () => {
    expect(proxiesText(findProxies(cluster(route), {}))).toEqual(['infra/gw[Gateway] = (anywhere) (infra)']);
  });
});
