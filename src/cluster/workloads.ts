import type { OwnerRef, PodResource, WorkloadResource } from '../manifest/resource.ts';
import { groupBy } from '../model/group-by.ts';
import { type Labels, NO_LABELS } from '../model/labels.ts';
import type { Path } from '../model/location.ts';
import { objectId, type ObjectRef } from '../model/object-ref.ts';
import { inKeyOrder } from '../model/order.ts';
import { remember } from '../model/remember.ts';
import type { Namespace, PodInstance, Workload } from './cluster.ts';
import { isRuntimeLabel, JOB_NAME_LABELS } from './runtime-labels.ts';
import { variantKeys } from './variant-key.ts';

const ownerRef = (owner: OwnerRef, namespace: string | undefined): ObjectRef =>
  namespace === undefined ? owner : { kind: owner.kind, namespace, name: owner.name };

/** Follows owners as far as the input holds them: pod → ReplicaSet → Deployment. */
function topOwner(ref: ObjectRef, controllers: ReadonlyMap<string, WorkloadResource>): ObjectRef {
  const visited = new Set<string>();
  let current = ref;
  for (;;) {
    const id = objectId(current);
    const owner = controllers.get(id)?.owner;
    if (owner === undefined) return current;
    // Owners in a circle own nothing.
    if (visited.has(id)) return ref;
    visited.add(id);
    const next = ownerRef(owner, current.namespace);
    if (!controllers.has(objectId(next))) return current;
    current = next;
  }
}

const instanceOf = ({ ref, addresses, template }: PodResource): PodInstance => ({
  name: ref.name,
  addresses,
  ...(template.nodeName === undefined ? {} : { nodeName: template.nodeName }),
  runtimeLabels: new Map([...template.labels].filter(([key]) => isRuntimeLabel(key))),
});

/** A Job's pods carry its name as a label, which the template does not show. */
function templateLabels({ ref, template }: WorkloadResource): Labels {
  if (ref.kind !== 'Job') return template.labels;
  return new Map([...template.labels, ...JOB_NAME_LABELS.map((key): [string, string] => [key, ref.name])]);
}

/** Labels that all pods of a variant share, so runtime labels only where they agree. */
function sharedLabels(pods: readonly PodResource[]): Labels {
  const labels = pods[0]?.template.labels ?? NO_LABELS;
  const isShared = (key: string, value: string): boolean =>
    !isRuntimeLabel(key) || pods.every(({ template }) => template.labels.get(key) === value);
  return pods.length < 2 ? labels : new Map([...labels].filter(([key, value]) => isShared(key, value)));
}

interface Home {
  readonly namespaces: ReadonlyMap<string, Namespace>;
}

function namespaceIn({ namespaces }: Home, ref: ObjectRef): Namespace {
  const name = ref.namespace ?? 'default';
  return namespaces.get(name) ?? { name, labels: new Map() };
}

const LABELS = ['metadata', 'labels'];
/** There are few places for a template, and many workloads. */
const labelsIn = remember((templatePath: Path): Path => [...templatePath, ...LABELS]);

const NO_FIELDS = {};

/** What few workloads have. */
function rareFields(
  { ref, template: { nodeName }, replicas, firstOrdinal, serviceName }: WorkloadResource,
  pods: readonly PodResource[],
): Pick<Workload, 'nodeName' | 'serviceName' | 'ordinals'> {
  const hasOrdinals = ref.kind === 'StatefulSet' && pods.length === 0;
  if (nodeName === undefined && serviceName === undefined && !hasOrdinals) return NO_FIELDS;
  return {
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(serviceName === undefined ? {} : { serviceName }),
    ...(hasOrdinals ? { ordinals: { first: firstOrdinal ?? 0, count: replicas ?? 1 } } : {}),
  };
}

function fromTemplate(resource: WorkloadResource, pods: readonly PodResource[], home: Home): Workload {
  const { ref, template, objectLabels, origin, templatePath, replicas } = resource;
  return {
    ref,
    namespace: namespaceIn(home, ref),
    labels: pods.length === 0 ? templateLabels(resource) : sharedLabels(pods),
    objectLabels,
    ports: template.ports,
    hostNetwork: template.hostNetwork,
    serviceAccountName: template.serviceAccountName,
    pods: pods.map(instanceOf),
    replicas: pods.length > 0 ? pods.length : (replicas ?? 1),
    template,
    origin,
    labelsPath: labelsIn(templatePath),
    ...rareFields(resource, pods),
  };
}

function fromPods(ref: ObjectRef, variant: string | undefined, pods: readonly PodResource[], home: Home): Workload[] {
  const [first] = pods;
  if (first === undefined) return [];
  const { template } = first;
  const { ports, hostNetwork, serviceAccountName } = template;
  const labels = sharedLabels(pods);
  return [
    {
      ref,
      ...(variant === undefined ? {} : { variant }),
      namespace: namespaceIn(home, ref),
      labels,
      ports,
      hostNetwork,
      serviceAccountName,
      pods: pods.map(instanceOf),
      replicas: pods.length,
      template,
      origin: first.origin,
      labelsPath: LABELS,
    },
  ];
}

/**
 * The pods of one controller as workloads. Running pods are the truth: the template stands for itself only while no pod
 * is in the input. Pods that differ from their siblings in labels or ports become variants of their own.
 */
function variantsOf(
  ref: ObjectRef,
  resource: WorkloadResource | undefined,
  pods: readonly PodResource[],
  home: Home,
): Workload[] {
  if (resource === undefined && pods.length === 1) return fromPods(ref, undefined, pods, home);
  if (resource !== undefined && pods.length === 0) return [fromTemplate(resource, [], home)];
  const keyOf = variantKeys();
  const variants = groupBy(pods, ({ template }) => keyOf(template));
  const own = resource === undefined ? undefined : variants.get(keyOf(resource.template));
  if (resource !== undefined && (own !== undefined || pods.length === 0)) {
    const others = [...variants.values()].filter((group) => group !== own);
    return [
      fromTemplate(resource, own ?? [], home),
      ...others.flatMap((group) => fromPods(ref, group[0]?.ref.name, group, home)),
    ];
  }
  const isSplit = variants.size > 1;
  return [...variants.values()].flatMap((group) =>
    fromPods(ref, isSplit ? group[0]?.ref.name : undefined, group, home),
  );
}

/**
 * Controllers and pods → workloads, in the order of their ids. An object that another object of the input controls (a
 * Deployment's ReplicaSet, a CronJob's Job) is no workload of its own. A static pod's owner is its Node, not a controller.
 */
export function buildWorkloads(
  controllers: readonly WorkloadResource[],
  pods: readonly PodResource[],
  namespaces: ReadonlyMap<string, Namespace>,
): Workload[] {
  const byId = new Map(controllers.map((resource) => [objectId(resource.ref), resource]));
  const home = { namespaces };
  const groups = new Map<string, { ref: ObjectRef; resource: WorkloadResource | undefined; pods: PodResource[] }>();
  for (const [id, resource] of byId)
    if (resource.owner === undefined || topOwner(resource.ref, byId) === resource.ref)
      groups.set(id, { ref: resource.ref, resource, pods: [] });
  for (const pod of pods) {
    const isOwned = pod.owner !== undefined && pod.owner.kind !== 'Node';
    const ref = isOwned ? topOwner(ownerRef(pod.owner, pod.ref.namespace), byId) : pod.ref;
    const id = objectId(ref);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { ref, resource: undefined, pods: [pod] });
    else group.pods.push(pod);
  }
  const workloads: Workload[] = [];
  for (const { ref, resource, pods: own } of inKeyOrder(groups))
    for (const workload of variantsOf(ref, resource, own, home)) workloads.push(workload);
  return workloads;
}
