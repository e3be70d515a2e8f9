import { decodeGateway, decodeGatewayClass, decodeListenerSet } from './gateway.ts';
import { decodeGrpcRoute, decodeHttpRoute, decodeTcpRoute, decodeTlsRoute, decodeUdpRoute } from './gateway-route.ts';
import * as knownFields from './generated/known-fields.js';
import * as validators from './generated/validators.js';
import { decodeIngress, decodeIngressClass, decodeUnservedIngress } from './ingress.ts';
import type { KindReader, KindRow } from './kind-reader.ts';
import { decodeOpenShiftRoute } from './openshift-route.ts';
import { decodeReferenceGrant } from './reference-grant.ts';
import { GATEWAY_GROUP } from './route-refs.ts';

/** Versions of the Gateway API, whatever the channel: the fields that are read are alike (semantics §1.19). */
const gatewayApi = (...versions: readonly string[]): string[] =>
  versions.map((version) => `${GATEWAY_GROUP}/${version}`);

const listenerSet: KindReader = {
  validate: validators.listenerSet,
  decode: decodeListenerSet,
  fields: knownFields.listenerSet,
};

/** Nothing of it is read, so its form does not matter. */
const unservedIngress: KindReader = { validate: () => true, decode: decodeUnservedIngress };

/** Kinds that lead clients from outside to Services. */
export const ROUTE_KINDS: readonly KindRow[] = [
  [
    ['networking.k8s.io/v1'],
    'Ingress',
    { validate: validators.ingress, decode: decodeIngress, fields: knownFields.ingress },
  ],
  [['extensions/v1beta1', 'networking.k8s.io/v1beta1'], 'Ingress', unservedIngress],
  [
    ['networking.k8s.io/v1'],
    'IngressClass',
    {
      validate: validators.ingressClass,
      decode: decodeIngressClass,
      clusterScoped: true,
      fields: knownFields.ingressClass,
    },
  ],
  [['networking.k8s.io/v1beta1'], 'IngressClass', { ...unservedIngress, clusterScoped: true }],
  [
    gatewayApi('v1', 'v1beta1', 'v1alpha2'),
    'GatewayClass',
    {
      validate: validators.gatewayClass,
      decode: decodeGatewayClass,
      clusterScoped: true,
      fields: knownFields.gatewayClass,
    },
  ],
  [
    gatewayApi('v1', 'v1beta1', 'v1alpha2'),
    'Gateway',
    { validate: validators.gateway, decode: decodeGateway, fields: knownFields.gateway },
  ],
  [gatewayApi('v1'), 'ListenerSet', listenerSet],
  [['gateway.networking.x-k8s.io/v1alpha1'], 'XListenerSet', listenerSet],
  [
    gatewayApi('v1', 'v1beta1', 'v1alpha2'),
    'HTTPRoute',
    { validate: validators.httpRoute, decode: decodeHttpRoute, fields: knownFields.httpRoute },
  ],
  [
    gatewayApi('v1', 'v1alpha2'),
    'GRPCRoute',
    { validate: validators.grpcRoute, decode: decodeGrpcRoute, fields: knownFields.grpcRoute },
  ],
  [
    gatewayApi('v1', 'v1alpha3', 'v1alpha2'),
    'TLSRoute',
    { validate: validators.tlsRoute, decode: decodeTlsRoute, fields: knownFields.tlsRoute },
  ],
  [
    gatewayApi('v1', 'v1alpha2'),
    'TCPRoute',
    { validate: validators.transportRoute, decode: decodeTcpRoute, fields: knownFields.transportRoute },
  ],
  [
    gatewayApi('v1', 'v1alpha2'),
    'UDPRoute',
    { validate: validators.transportRoute, decode: decodeUdpRoute, fields: knownFields.transportRoute },
  ],
  [
    gatewayApi('v1', 'v1beta1', 'v1alpha2'),
    'ReferenceGrant',
    { validate: validators.referenceGrant, decode: decodeReferenceGrant, fields: knownFields.referenceGrant },
  ],
  [
    ['route.openshift.io/v1', 'v1'],
    'Route',
    { validate: validators.openshiftRoute, decode: decodeOpenShiftRoute, fields: knownFields.openshiftRoute },
  ],
];
