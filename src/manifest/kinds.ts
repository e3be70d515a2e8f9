import {
  decodeAdminNetworkPolicy,
  decodeBaselineAdminNetworkPolicy,
  decodeClusterNetworkPolicy,
} from './admin-policy.ts';
import { decodeNamespace, decodeNode } from './cluster-objects.ts';
import { decodeConfigMap } from './config-map.ts';
import { decodeEndpoints, decodeEndpointSlice } from './endpoints.ts';
import * as knownFields from './generated/known-fields.js';
import * as validators from './generated/validators.js';
import type { KindReader, KindRow } from './kind-reader.ts';
import { decodeNetworkPolicy } from './network-policy.ts';
import { decodePod, decodeVirtualMachineInstance } from './pod.ts';
import { ROUTE_KINDS } from './route-kinds.ts';
import { decodeService } from './service.ts';
import { DNS_LABEL, OBJECT_NAME } from './syntax.ts';
import { decodeCronJob, decodePodTemplate, decodeRollout, decodeVirtualMachine, decodeWorkload } from './workload.ts';

export type { KindReader };

const APPS = ['apps/v1', 'apps/v1beta2', 'apps/v1beta1', 'extensions/v1beta1'];
const BATCH = ['batch/v1', 'batch/v1beta1'];
const KUBEVIRT = ['kubevirt.io/v1', 'kubevirt.io/v1alpha3'];
const NETWORK_POLICY_API = 'policy.networking.k8s.io';

const workload: KindReader = { validate: validators.workload, decode: decodeWorkload };
const adminPolicy = { clusterScoped: true, nameSyntax: OBJECT_NAME } as const;

const TABLE: readonly KindRow[] = [
  [
    ['v1'],
    'Namespace',
    { validate: validators.namespace, decode: decodeNamespace, clusterScoped: true, nameSyntax: DNS_LABEL },
  ],
  [['v1'], 'Node', { validate: validators.node, decode: decodeNode, clusterScoped: true }],
  [['v1'], 'ConfigMap', { validate: validators.configMap, decode: decodeConfigMap }],
  [['v1'], 'Pod', { validate: validators.pod, decode: decodePod }],
  [['v1'], 'PodTemplate', { validate: validators.podTemplate, decode: decodePodTemplate }],
  [['v1'], 'ReplicationController', workload],
  [APPS, 'Deployment', workload],
  [APPS, 'ReplicaSet', workload],
  [APPS, 'StatefulSet', workload],
  [APPS, 'DaemonSet', workload],
  [BATCH, 'Job', workload],
  [BATCH, 'CronJob', { validate: validators.cronJob, decode: decodeCronJob }],
  [['argoproj.io/v1alpha1'], 'Rollout', { ...workload, decode: decodeRollout }],
  [['apps.openshift.io/v1', 'v1'], 'DeploymentConfig', workload],
  [KUBEVIRT, 'VirtualMachine', { validate: validators.virtualMachine, decode: decodeVirtualMachine }],
  [
    KUBEVIRT,
    'VirtualMachineInstance',
    { validate: validators.virtualMachineInstance, decode: decodeVirtualMachineInstance },
  ],
  [['v1'], 'Service', { validate: validators.service, decode: decodeService, fields: knownFields.service }],
  [['v1'], 'Endpoints', { validate: validators.endpoints, decode: decodeEndpoints, fields: knownFields.endpoints }],
  [
    ['discovery.k8s.io/v1', 'discovery.k8s.io/v1beta1'],
    'EndpointSlice',
    { validate: validators.endpointSlice, decode: decodeEndpointSlice, fields: knownFields.endpointSlice },
  ],
  [
    ['networking.k8s.io/v1'],
    'NetworkPolicy',
    {
      validate: validators.networkPolicy,
      decode: decodeNetworkPolicy,
      nameSyntax: OBJECT_NAME,
      fields: knownFields.networkPolicy,
    },
  ],
  [
    [`${NETWORK_POLICY_API}/v1alpha1`],
    'AdminNetworkPolicy',
    {
      ...adminPolicy,
      validate: validators.adminNetworkPolicy,
      decode: decodeAdminNetworkPolicy,
      fields: knownFields.adminNetworkPolicy,
    },
  ],
  [
    [`${NETWORK_POLICY_API}/v1alpha1`],
    'BaselineAdminNetworkPolicy',
    {
      ...adminPolicy,
      validate: validators.baselineAdminNetworkPolicy,
      decode: decodeBaselineAdminNetworkPolicy,
      fields: knownFields.baselineAdminNetworkPolicy,
    },
  ],
  [
    [`${NETWORK_POLICY_API}/v1alpha2`],
    'ClusterNetworkPolicy',
    {
      ...adminPolicy,
      validate: validators.clusterNetworkPolicy,
      decode: decodeClusterNetworkPolicy,
      fields: knownFields.clusterNetworkPolicy,
    },
  ],
  ...ROUTE_KINDS,
];

const READERS: ReadonlyMap<string, KindReader> = new Map(
  TABLE.flatMap(([versions, kind, reader]) => versions.map((version) => [`${version} ${kind}`, reader] as const)),
);

/** Kinds that are read in some version. */
export const READ_KINDS: ReadonlySet<string> = new Set(TABLE.map(([, kind]) => kind));

/** The reader of a kind; undefined for the same kind in a foreign group, e.g. Knative's `Service`. */
export const readerOf = (apiVersion: string, kind: string): KindReader | undefined =>
  READERS.get(`${apiVersion} ${kind}`);
