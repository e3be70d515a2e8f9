import {
  decodeAdminNetworkPolicy,
  decodeBaselineAdminNetworkPolicy,
  decodeClusterNetworkPolicy,
} from './admin-policy.ts';
import { decodeNamespace, decodeNode } from './cluster-objects.ts';
import { decodeConfigMap } from './config-map.ts';
import { decodeEndpoints, decodeEndpointSlice } from './endpoints.ts';
import * as shapes from './generated/shapes.js';
import type { KindReader, KindRow } from './kind-reader.ts';
import { decodeNetworkPolicy } from './network-policy.ts';
import { decodePod, decodeVirtualMachineInstance } from './pod.ts';
import { ROUTE_KINDS } from './route-kinds.ts';
import { decodeService } from './service.ts';
import { DNS_LABEL, OBJECT_NAME } from './syntax.ts';
import {
  cronJobDecoders,
  decodeVirtualMachine,
  podTemplateDecoders,
  rolloutDecoders,
  type SettingsTime,
  type TimedDecoders,
  workloadDecoders,
} from './workload.ts';
import type { Shape } from '../model/shape.ts';

export type { KindReader };

const APPS = ['apps/v1', 'apps/v1beta2', 'apps/v1beta1', 'extensions/v1beta1'];
const BATCH = ['batch/v1', 'batch/v1beta1'];
const KUBEVIRT = ['kubevirt.io/v1', 'kubevirt.io/v1alpha3'];
const NETWORK_POLICY_API = 'policy.networking.k8s.io';

/** A kind with a template of pods. */
const templated = (shape: () => Shape, withSettings: () => Shape, decoders: TimedDecoders): KindReader => ({
  shape,
  decode: decoders.later,
  withSettings: { shape: withSettings, decode: decoders.now },
});

const workload = templated(shapes.workload, shapes.workloadWithSettings, workloadDecoders);
const adminPolicy = { clusterScoped: true, nameSyntax: OBJECT_NAME } as const;

const TABLE: readonly KindRow[] = [
  [
    ['v1'],
    'Namespace',
    { shape: shapes.namespace, decode: decodeNamespace, clusterScoped: true, nameSyntax: DNS_LABEL },
  ],
  [['v1'], 'Node', { shape: shapes.node, decode: decodeNode, clusterScoped: true }],
  [['v1'], 'ConfigMap', { shape: shapes.configMap, decode: decodeConfigMap }],
  [['v1'], 'Pod', { shape: shapes.pod, decode: decodePod }],
  [['v1'], 'PodTemplate', templated(shapes.podTemplate, shapes.podTemplateWithSettings, podTemplateDecoders)],
  [['v1'], 'ReplicationController', workload],
  [APPS, 'Deployment', workload],
  [APPS, 'ReplicaSet', workload],
  [APPS, 'StatefulSet', workload],
  [APPS, 'DaemonSet', workload],
  [BATCH, 'Job', workload],
  [BATCH, 'CronJob', templated(shapes.cronJob, shapes.cronJobWithSettings, cronJobDecoders)],
  [['argoproj.io/v1alpha1'], 'Rollout', templated(shapes.workload, shapes.workloadWithSettings, rolloutDecoders)],
  [['apps.openshift.io/v1', 'v1'], 'DeploymentConfig', workload],
  [KUBEVIRT, 'VirtualMachine', { shape: shapes.virtualMachine, decode: decodeVirtualMachine }],
  [KUBEVIRT, 'VirtualMachineInstance', { shape: shapes.virtualMachineInstance, decode: decodeVirtualMachineInstance }],
  [['v1'], 'Service', { shape: shapes.service, decode: decodeService }],
  [['v1'], 'Endpoints', { shape: shapes.endpoints, decode: decodeEndpoints }],
  [
    ['discovery.k8s.io/v1', 'discovery.k8s.io/v1beta1'],
    'EndpointSlice',
    { shape: shapes.endpointSlice, decode: decodeEndpointSlice },
  ],
  [
    ['networking.k8s.io/v1'],
    'NetworkPolicy',
    {
      shape: shapes.networkPolicy,
      decode: decodeNetworkPolicy,
      nameSyntax: OBJECT_NAME,
    },
  ],
  [
    [`${NETWORK_POLICY_API}/v1alpha1`],
    'AdminNetworkPolicy',
    {
      ...adminPolicy,
      shape: shapes.adminNetworkPolicy,
      decode: decodeAdminNetworkPolicy,
    },
  ],
  [
    [`${NETWORK_POLICY_API}/v1alpha1`],
    'BaselineAdminNetworkPolicy',
    {
      ...adminPolicy,
      shape: shapes.baselineAdminNetworkPolicy,
      decode: decodeBaselineAdminNetworkPolicy,
    },
  ],
  [
    [`${NETWORK_POLICY_API}/v1alpha2`],
    'ClusterNetworkPolicy',
    {
      ...adminPolicy,
      shape: shapes.clusterNetworkPolicy,
      decode: decodeClusterNetworkPolicy,
    },
  ],
  ...ROUTE_KINDS,
];

/** By kind, then by version. */
const READERS = new Map<string, Map<string, KindReader>>();
for (const [versions, kind, reader] of TABLE) {
  const readers = READERS.get(kind) ?? new Map<string, KindReader>();
  READERS.set(kind, readers);
  for (const version of versions) readers.set(version, reader);
}

/** Kinds that are read in some version. */
export const READ_KINDS: ReadonlySet<string> = new Set(TABLE.map(([, kind]) => kind));

/** Whether a document is used, what is asked of it, and how it is decoded is one question, and three times the same. */
let latest: { readonly apiVersion: string; readonly kind: string; readonly reader: KindReader | undefined } | undefined;

/** The reader of a kind; undefined for the same kind in a foreign group, e.g. Knative's `Service`. */
export function readerOf(apiVersion: string, kind: string, settings: SettingsTime): KindReader | undefined {
  if (latest?.kind !== kind || latest.apiVersion !== apiVersion)
    latest = { apiVersion, kind, reader: READERS.get(kind)?.get(apiVersion) };
  const { reader } = latest;
  return settings === 'now' ? (reader?.withSettings ?? reader) : reader;
}
