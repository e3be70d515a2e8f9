import { NAMESPACE_NAME_LABEL, NO_LABELS } from '../model/labels.ts';
import { objectId } from '../model/object-ref.ts';
import { byKeys } from '../model/order.ts';
import { once } from '../model/remember.ts';
import type { Namespace, ProxyIdentity, Workload } from './cluster.ts';
import { gatewayPresets } from './gateway-presets.ts';
import { ingressPresets } from './ingress-presets.ts';
import { APP_LABEL, INSTANCE_LABEL, type PresetPods, type ProxyPreset } from './proxy-presets.ts';

/** Pods of which nothing is known: only rules that admit every pod match them. */
const PLAIN_IDENTITY: ProxyIdentity = { namespace: { name: '', labels: NO_LABELS }, labels: NO_LABELS };

/** The label that tells pods of a preset apart best is its first. */
const firstKeys = once(
  (): ReadonlySet<string> =>
    new Set(
      [...ingressPresets(), ...gatewayPresets()].flatMap(({ pods }) =>
        pods.flatMap(({ labels }) => Object.keys(labels).slice(0, 1)),
      ),
    ),
);

const inOrder = (workloads: Iterable<Workload>): Workload[] =>
  [...new Set(workloads)].sort(
    byKeys(
      ({ ref }) => objectId(ref),
      ({ variant = '' }) => variant,
    ),
  );

/** The workloads that are such pods, in the order of their ids. */
export type PodFinder = (pods: readonly PresetPods[]) => readonly Workload[];

function indexByLabel(workloads: readonly Workload[]): ReadonlyMap<string, readonly Workload[]> {
  const byLabel = new Map<string, Workload[]>();
  const keys = firstKeys();
  for (const workload of workloads)
    for (const key of keys) {
      const value = workload.labels.get(key);
      if (value === undefined) continue;
      const label = `${key}=${value}`;
      const known = byLabel.get(label);
      if (known === undefined) byLabel.set(label, [workload]);
      else known.push(workload);
    }
  return byLabel;
}

/** Finds the pods of presets. The workloads are passed over once, when somebody asks. */
export function podFinder(workloads: readonly Workload[]): PodFinder {
  const index = once(() => indexByLabel(workloads));
  const find = ({ labels, namespace, found }: PresetPods): Workload[] => {
    const [first, ...others] = Object.entries(labels);
    if (first === undefined || found === 'never') return [];
    return (index().get(first.join('=')) ?? []).filter(
      (workload) =>
        (found === undefined || workload.namespace.name === namespace) &&
        others.every(([key, value]) => workload.labels.get(key) === value),
    );
  };
  return (pods) => inOrder(pods.flatMap(find));
}

/** The namespace of the input, or else what such a namespace usually looks like. */
function namespaceOf(
  { namespace: name, namespaceLabels = {} }: PresetPods,
  known: ReadonlyMap<string, Namespace>,
): Namespace {
  const own = known.get(name);
  if (own?.origin !== undefined) return own;
  return {
    name,
    labels: new Map([
      [NAMESPACE_NAME_LABEL, name],
      ['name', name],
      [APP_LABEL, name],
      [INSTANCE_LABEL, name],
      ...Object.entries(namespaceLabels),
    ]),
  };
}

const identityOf = (pods: PresetPods, known: ReadonlyMap<string, Namespace>): ProxyIdentity => ({
  namespace: namespaceOf(pods, known),
  labels: new Map([...Object.entries(pods.labels), ...Object.entries(pods.moreLabels ?? {})]),
});

/**
 * What the pods of products look like to policies where the input does not hold them. A load balancer of the cloud looks
 * like no pod at all.
 */
export function identitiesOf(
  presets: readonly Pick<ProxyPreset, 'pods' | 'runs'>[],
  known: ReadonlyMap<string, Namespace>,
): ProxyIdentity[] {
  if (presets.every(({ runs }) => runs === 'outside')) return [];
  return [PLAIN_IDENTITY, ...presets.flatMap(({ pods }) => pods.map((each) => identityOf(each, known)))];
}
