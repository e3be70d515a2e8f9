import {
  isRuntimeLabel,
  POD_INDEX_LABEL,
  POD_NAME_LABEL,
  type PodInstance,
  type ServiceResource,
  type Workload,
} from '../cluster/index.ts';
import { groupBy } from '../model/group-by.ts';
import type { Labels } from '../model/labels.ts';
import { byCodeUnit } from '../model/order.ts';
import type { PolicyView } from './policy-view.ts';

/** Pods of one workload that policies cannot tell apart. */
export interface Variant {
  /** Absent for the pods that no policy singles out. */
  readonly name?: string;
  readonly labels: Labels;
  readonly pods: readonly PodInstance[];
}

/** The values that selectors of policies and Services name for each runtime label; a key without values is only asked for existence. */
export function namedRuntimeValues(
  { vocabulary }: Pick<PolicyView, 'vocabulary'>,
  services: readonly Pick<ServiceResource, 'selector'>[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  for (const [key, { values }] of vocabulary) if (isRuntimeLabel(key)) named.set(key, new Set(values));
  for (const { selector } of services)
    for (const [key, value] of selector ?? [])
      if (isRuntimeLabel(key)) named.set(key, (named.get(key) ?? new Set()).add(value));
  return named;
}

/** What a set of runtime labels looks like to the selectors: named values, `*` for any other, nothing when absent. */
function seen(labels: Labels, named: ReadonlyMap<string, ReadonlySet<string>>): string {
  // Mostly no selector asks for them.
  if (named.size === 0) return '';
  return [...named]
    .map(([key, values]) => {
      const value = labels.get(key);
      return value === undefined ? '' : values.has(value) ? `=${value}` : '*';
    })
    .join('\n');
}

const ordinalLabels = (base: Labels, name: string, ordinal: number): Labels =>
  new Map([...base, [POD_NAME_LABEL, `${name}-${ordinal}`], [POD_INDEX_LABEL, `${ordinal}`]]);

/** Ordinals that some selector names, by pod name or by index. */
function namedOrdinals(name: string, named: ReadonlyMap<string, ReadonlySet<string>>): number[] {
  const texts = [
    ...[...(named.get(POD_NAME_LABEL) ?? [])]
      .filter((pod) => pod.startsWith(`${name}-`))
      .map((pod) => pod.slice(name.length + 1)),
    ...(named.get(POD_INDEX_LABEL) ?? []),
  ];
  const ordinals = texts.filter((text) => /^(?:0|[1-9]\d{0,8})$/.test(text)).map(Number);
  return [...new Set(ordinals)].sort((a, b) => a - b);
}

/** A StatefulSet's template stands for its pods `name-0`, `name-1`, …: those that policies name are variants. */
function ordinalVariants(workload: Workload, named: ReadonlyMap<string, ReadonlySet<string>>): Variant[] {
  const { first, count } = workload.ordinals ?? { first: 0, count: 0 };
  const { name } = workload.ref;
  const singled = namedOrdinals(name, named).filter((ordinal) => ordinal >= first && ordinal < first + count);
  const isSingled = new Set(singled);
  let rest = first;
  while (isSingled.has(rest)) rest += 1;
  const variants = singled.map((ordinal) => ({
    name: `${name}-${ordinal}`,
    labels: ordinalLabels(workload.labels, name, ordinal),
    pods: [],
  }));
  const isAllSingled = singled.length > 0 && singled.length >= count;
  return isAllSingled ? variants : [{ labels: ordinalLabels(workload.labels, name, rest), pods: [] }, ...variants];
}

/** Pods that policies cannot tell apart, with the labels of the first of them. */
function variantOf(workload: Workload, pods: readonly PodInstance[]): Variant {
  const [first] = pods;
  if (first === undefined) return { labels: workload.labels, pods };
  const labels = new Map(workload.labels);
  for (const [key, value] of first.runtimeLabels) labels.set(key, value);
  return { name: first.name, labels, pods };
}

/** Running pods, split by the runtime labels and by `faceKey`, the addresses, as far as policies see them. */
function podVariants(
  workload: Workload,
  named: ReadonlyMap<string, ReadonlySet<string>>,
  faceKey: (pod: PodInstance) => string,
): Variant[] {
  // Most often there is nothing to tell them apart by.
  if (named.size === 0 && workload.pods.every(({ addresses }) => addresses.length === 0))
    return [variantOf(workload, workload.pods)];
  const groups = groupBy(workload.pods, (pod) => `${seen(pod.runtimeLabels, named)}\n${faceKey(pod)}`);
  return [...groups.values()].map((pods) => variantOf(workload, pods));
}

/** The variants of a workload as policies see them, in a fixed order; one without a name is the workload itself. */
export function variantsOf(
  workload: Workload,
  named: ReadonlyMap<string, ReadonlySet<string>>,
  faceKey: (pod: PodInstance) => string,
): Variant[] {
  // One pod alone: all of its labels are the workload's already.
  if (workload.pods.length === 1) return [{ labels: workload.labels, pods: workload.pods }];
  if (workload.pods.length > 1) {
    const variants = podVariants(workload, named, faceKey);
    const sorted = variants.sort((a, b) => byCodeUnit(a.name ?? '', b.name ?? ''));
    return sorted.length === 1 ? sorted.map(({ labels, pods }) => ({ labels, pods })) : sorted;
  }
  if (workload.ordinals === undefined || named.size === 0) return [{ labels: workload.labels, pods: [] }];
  const variants = ordinalVariants(workload, named);
  return variants.length === 1 ? variants.map(({ labels, pods }) => ({ labels, pods })) : variants;
}
