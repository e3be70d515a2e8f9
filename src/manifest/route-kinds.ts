import { decodeGateway, decodeGatewayClass, decodeListenerSet } from './gateway.ts';
import { decodeGrpcRoute, decodeHttpRoute, decodeTcpRoute, decodeTlsRoute, decodeUdpRoute } from './gateway-route.ts';
import { once } from '../model/remember.ts';
import * as shapes from './generated/shapes.js';
import { decodeIngress, decodeIngressClass, decodeUnservedIngress } from './ingress.ts';
import type { KindReader, KindRow } from './kind-reader.ts';
import { decodeOpenShiftRoute } from './openshift-route.ts';
import { decodeReferenceGrant } from './reference-grant.ts';
import { GATEWAY_GROUP } from './route-refs.ts';

/** Versions of the Gateway API, whatever the channel: the fields that are read are alike (semantics §1.19). */
const gatewayApi = (...versions: readonly string[]): string[] =>
  versions.map((version) => `${GATEWAY_GROUP}/${version}`);

const listenerSet: KindReader = {
  shape: shapes.listenerSet,
  decode: decodeListenerSet,
};

/** Nothing of it is read, so its form does not matter. */
const unservedIngress: KindReader = { shape: once(() => ({})), decode: decodeUnservedIngress };

/** Kinds that lead clients from outside to Services. */
export const ROUTE_KINDS: readonly KindRow[] = [
  [['networking.k8s.io/v1'], 'Ingress', { shape: shapes.ingress, decode: decodeIngress }],
  [['extensions/v1beta1', 'networking.k8s.io/v1beta1'], 'Ingress', unservedIngress],
  [
    ['networking.k8s.io/v1'],
    'IngressClass',
    {
      shape: shapes.ingressClass,
      decode: decodeIngressClass,
      clusterScoped: true,
    },
  ],
  [['networking.k8s.io/v1beta1'], 'IngressClass', { ...unservedIngress, clusterScoped: true }],
  [
    gatewayApi('v1', 'v1beta1', 'v1alpha2'),
    'GatewayClass',
    {
      shape: shapes.gatewayClass,
      decode: decodeGatewayClass,
      clusterScoped: true,
    },
  ],
  [gatewayApi('v1', 'v1beta1', 'v1alpha2'), 'Gateway', { shape: shapes.gateway, decode: decodeGateway }],
  [gatewayApi('v1'), 'ListenerSet', listenerSet],
  [['gateway.networking.x-k8s.io/v1alpha1'], 'XListenerSet', listenerSet],
  [gatewayApi('v1', 'v1beta1', 'v1alpha2'), 'HTTPRoute', { shape: shapes.httpRoute, decode: decodeHttpRoute }],
  [gatewayApi('v1', 'v1alpha2'), 'GRPCRoute', { shape: shapes.grpcRoute, decode: decodeGrpcRoute }],
  [gatewayApi('v1', 'v1alpha3', 'v1alpha2'), 'TLSRoute', { shape: shapes.tlsRoute, decode: decodeTlsRoute }],
  [gatewayApi('v1', 'v1alpha2'), 'TCPRoute', { shape: shapes.transportRoute, decode: decodeTcpRoute }],
  [gatewayApi('v1', 'v1alpha2'), 'UDPRoute', { shape: shapes.transportRoute, decode: decodeUdpRoute }],
  [
    gatewayApi('v1', 'v1beta1', 'v1alpha2'),
    'ReferenceGrant',
    { shape: shapes.referenceGrant, decode: decodeReferenceGrant },
  ],
  [['route.openshift.io/v1', 'v1'], 'Route', { shape: shapes.openshiftRoute, decode: decodeOpenShiftRoute }],
];
