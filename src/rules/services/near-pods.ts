import type { Labels } from '../../model/labels.ts';
import { groupBy } from '../../model/group-by.ts';
import { isRuntimeLabel } from '../../cluster/index.ts';
import { endpointName, type WorkloadEndpoint } from '../../reach/index.ts';
import { isSlipOf, podIndex, type ServiceView } from '../../services/index.ts';
import { called } from '../called.ts';
import type { RelatedTarget } from '../define-rule.ts';
import { fact } from '../rule-context.ts';

/** What a Service with a selector that matches nothing was probably meant for. */
export interface NearPod {
  /** `typo`: one letter; `runtime`: a controller of Kubernetes sets the label; `role`: an operator does, on the pod that leads. */
  readonly type: 'typo' | 'object-labels' | 'other-namespace' | 'missing-label' | 'runtime' | 'role';
  readonly text: string;
  readonly related: RelatedTarget;
}

/** Labels by which operators mark the pod that leads, once it runs: `role: master`, `cnpg.io/instanceRole: primary`. */
const ROLE = /(?:^|[-_./])(?:instance-?)?role$/i;

const label = (key: string, value: string): string => `${key}=${value}`;

const isSlip = (one: string, other: string): boolean =>
  isSlipOf(one, other) || (one !== other && one.toLowerCase() === other.toLowerCase());

const unmetBy = (selector: Labels, labels: Labels): [string, string][] =>
  [...selector].filter(([key, value]) => labels.get(key) !== value);

const labelsOf = (pod: WorkloadEndpoint, key: string | undefined): RelatedTarget => ({
  message: `the labels of ${endpointName(pod)}`,
  origin: pod.origin,
  path: key === undefined ? pod.labelsPath : [...pod.labelsPath, key],
});

/** The label of a pod that is the demand but for a letter, in its value or in its key. */
function slipOn(pod: WorkloadEndpoint, [key, value]: [string, string]): string | undefined {
  const own = pod.labels.get(key);
  if (own !== undefined) return isSlip(own, value) ? key : undefined;
  return [...pod.labels].find(([name, text]) => text === value && isSlip(name, key))?.[0];
}

/** Demands that a pod of the namespace leaves unmet: one alone, and that nearly met or the label not there at all. */
function nearInNamespace(selector: Labels, pods: readonly WorkloadEndpoint[]): NearPod | undefined {
  const near = pods.flatMap((pod) => {
    const [demand, ...others] = unmetBy(selector, pod.labels);
    return demand === undefined || others.length > 0 ? [] : [{ pod, demand }];
  });
  for (const { pod, demand } of near) {
    const key = slipOn(pod, demand);
    if (key === undefined) continue;
    const text = `${endpointName(pod)} has ${label(key, pod.labels.get(key) ?? '')}`;
    return { type: 'typo', text, related: labelsOf(pod, key) };
  }
  const lacking = near.find(({ pod, demand: [key] }) => selector.size > 1 && !pod.labels.has(key));
  if (lacking === undefined) return undefined;
  const { pod, demand } = lacking;
  const ofRole = ROLE.test(demand[0]) ? 'role' : 'missing-label';
  const text = `${endpointName(pod)} lacks ${label(...demand)} alone`;
  return { type: isRuntimeLabel(demand[0]) ? 'runtime' : ofRole, text, related: labelsOf(pod, undefined) };
}

/** The controller has the labels, and the template of its pods has not. */
function byObjectLabels(selector: Labels, pods: readonly WorkloadEndpoint[]): NearPod | undefined {
  const pod = pods.find(
    ({ workload: { objectLabels } }) => objectLabels !== undefined && unmetBy(selector, objectLabels.all).length === 0,
  );
  if (pod === undefined) return undefined;
  const [key = ''] = selector.keys();
  return {
    type: 'object-labels',
    text: `${called(pod.ref)} itself has these labels, but not its pod template`,
    related: {
      message: `the labels of ${called(pod.ref)} itself`,
      origin: pod.origin,
      path: ['metadata', 'labels', key],
    },
  };
}

const pods = fact(({ reachability: { endpoints } }) => {
  const all = endpoints.filter((endpoint): endpoint is WorkloadEndpoint => endpoint.type === 'workload');
  const byNamespace = groupBy(all, ({ namespace }) => namespace.name);
  const find = podIndex(endpoints);
  const elsewhere = (selector: Labels, home: string): WorkloadEndpoint | undefined => {
    for (const name of byNamespace.keys()) {
      const [found] = name === home ? [] : find(name, selector);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return { in: (name: string) => byNamespace.get(name) ?? [], elsewhere };
});

/** The nearest miss of a selector that matches nothing, where one comes near. */
export function nearPod(context: Parameters<typeof pods>[0], { resource }: ServiceView): NearPod | undefined {
  const { selector, ref } = resource;
  if (selector === undefined) return undefined;
  const home = ref.namespace ?? '';
  const known = pods(context);
  const near = nearInNamespace(selector, known.in(home));
  if (near?.type === 'typo') return near;
  const own = byObjectLabels(selector, known.in(home));
  if (own !== undefined) return own;
  if (near !== undefined) return near;
  const other = known.elsewhere(selector, home);
  if (other === undefined) return undefined;
  return {
    type: 'other-namespace',
    text: `${endpointName(other)} has these labels, in namespace ${other.namespace.name}`,
    related: labelsOf(other, undefined),
  };
}
