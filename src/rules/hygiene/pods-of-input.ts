import { isRuntimeLabel } from '../../cluster/index.ts';
import { NAMESPACE_NAME_LABEL } from '../../model/labels.ts';
import { asksForLabel } from '../../model/selector-algebra.ts';
import { EVERYTHING, matches, type Selector } from '../../model/selector.ts';
import type { NamespaceScope, PodScope } from '../../policy/index.ts';
import { inPodScope, isProxy, type WorkloadEndpoint } from '../../reach/index.ts';
import { isSlipOf } from '../../services/index.ts';
import { type PodIndex, podIndex, valuesAsked } from '../pod-index.ts';
import { fact, type RuleContext } from '../rule-context.ts';
import type { OutsidePods } from '../rule-settings.ts';

/** Namespaces whose pods the cluster brings along: manifests hardly ever show all of them. */
const isOfCluster = (name: string): boolean => name === 'kube-system' || name.startsWith('openshift');

const isOutside = ({ namespace, namespaceLabels, labels }: OutsidePods, { namespaces, pods }: PodScope): boolean => {
  const isHome =
    namespaces.type === 'name'
      ? namespaces.name === namespace
      : matches(namespaces.selector, new Map([...namespaceLabels, [NAMESPACE_NAME_LABEL, namespace]]));
  return isHome && matches(pods, labels);
};

/** What the input shows of the pods that policies mean. */
export interface PodsOfInput {
  readonly pods: readonly WorkloadEndpoint[];
  readonly index: PodIndex;
  /** Whether the input would show the pods of these namespaces: each is in it, with workloads, and is no one else's. */
  readonly shows: (scope: NamespaceScope) => boolean;
  /** Whether a scope is for pods that are known to be elsewhere: those of settings, DNS, and proxies of routes. */
  readonly isForOutside: (scope: PodScope) => boolean;
  /** A selector that templates could meet, had somebody written the labels: controllers and operators set others. */
  readonly isOnTemplates: (selector: Selector) => boolean;
}

function labelReader(pods: readonly WorkloadEndpoint[]): (selector: Selector) => boolean {
  const keys = new Set(pods.flatMap(({ labels }) => [...labels.keys()]));
  /** With a domain of its own and on no template at all: the label of an operator, whose pods no manifest shows. */
  const isOfOperator = (key: string): boolean =>
    key.includes('/') &&
    !key.startsWith('app.kubernetes.io/') &&
    !keys.has(key) &&
    ![...keys].some((known) => isSlipOf(key, known));
  return ({ requirements }) => !requirements.some(({ key }) => isRuntimeLabel(key) || isOfOperator(key));
}

function namespaceReader({ cluster, settings }: RuleContext, index: PodIndex): (scope: NamespaceScope) => boolean {
  const hasPods = (name: string): boolean => index.namespacesIn({ type: 'name', name }).length > 0;
  const isShown = (name: string): boolean => hasPods(name) && !isOfCluster(name) && !settings.isExternalNamespace(name);
  return (scope) => {
    if (scope.type === 'name') return isShown(scope.name);
    const { selector } = scope;
    const named = valuesAsked(selector, NAMESPACE_NAME_LABEL);
    if (named !== undefined) return named.every(isShown);
    if (!asksForLabel(selector)) return false;
    const held = [...cluster.namespaces.values()].filter(({ labels }) => matches(selector, labels));
    return held.length > 0 && held.every(({ name }) => isShown(name));
  };
}

/** Every workload of the input, and what may be said of pods that are not in it. */
export const podsOfInput = fact((context): PodsOfInput => {
  const { reachability, settings } = context;
  const pods = reachability.endpoints.filter((endpoint) => endpoint.type === 'workload');
  const index = podIndex(pods);
  const identities = reachability.endpoints.filter(isProxy).flatMap((proxy) => proxy.identities);
  const outside = [...settings.dns, ...settings.outsidePods];
  return {
    pods,
    index,
    shows: namespaceReader(context, index),
    isForOutside: (scope) =>
      outside.some((known) => isOutside(known, scope)) || identities.some((proxy) => inPodScope(scope, proxy)),
    isOnTemplates: labelReader(pods),
  };
});

/** Pods with these labels in namespaces whose own labels the input does not tell: they may be the ones meant. */
export const mayBeMeant = ({ index }: PodsOfInput, { namespaces, pods }: PodScope): boolean =>
  namespaces.type === 'labels' &&
  index
    .find({ namespaces: { type: 'labels', selector: EVERYTHING }, pods })
    .some(({ namespace }) => namespace.origin === undefined && isPossibleHome(namespaces.selector, namespace.name));

/** Whether a namespace of this name could have the labels, when none but its name is known. */
const isPossibleHome = ({ requirements }: Selector, name: string): boolean =>
  matches(
    { requirements: requirements.filter(({ key }) => key === NAMESPACE_NAME_LABEL) },
    new Map([[NAMESPACE_NAME_LABEL, name]]),
  );
