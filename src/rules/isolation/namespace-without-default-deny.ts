import type { Namespace } from '../../cluster/index.ts';
import { groupBy } from '../../model/group-by.ts';
import { NO_LABELS } from '../../model/labels.ts';
import { matches } from '../../model/selector.ts';
import type { Direction, Policy, Tier } from '../../policy/index.ts';
import { isPolicedPod, type WorkloadEndpoint } from '../../reach/index.ts';
import { defineRule, type Target } from '../define-rule.ts';
import { fact } from '../rule-context.ts';
import { deniesEverybody } from './denies-everybody.ts';

/** Names that Kubernetes and OpenShift keep for themselves: a default deny there would break the cluster. */
const RESERVED = /^(?:kube|openshift)-/;

const DIRECTIONS = ['ingress', 'egress'] as const;

/** What becomes of a pod without labels stands for what becomes of one that no other policy is written for. */
const holdsForAnyPod = (policy: Policy, direction: Direction): boolean => {
  const rules = policy[direction];
  return (
    rules !== undefined &&
    matches(policy.subject.pods, NO_LABELS) &&
    (rules.isolates || rules.rules.some(deniesEverybody))
  );
};

/** Policies that hold for any pod: by the namespace that they name, and those for namespaces by label. */
const defaults = fact(({ tiers }) => {
  const byDirection = (direction: Direction): Policy[] =>
    tiers.flatMap(({ policies }: Tier) => policies.filter((policy) => holdsForAnyPod(policy, direction)));
  const index = (direction: Direction): ((namespace: Namespace) => boolean) => {
    const found = byDirection(direction).map(({ subject }) => subject.namespaces);
    const named = new Set(found.flatMap((scope) => (scope.type === 'name' ? scope.name : [])));
    const selectors = found.flatMap((scope) => (scope.type === 'labels' ? scope.selector : []));
    return ({ name, labels }) => named.has(name) || selectors.some((selector) => matches(selector, labels));
  };
  return { ingress: index('ingress'), egress: index('egress') };
});

/** The Namespace object; without one, where its first workload names it. */
function namespaceTarget({ origin }: Namespace, first: WorkloadEndpoint): Target {
  if (origin !== undefined) return { origin, path: ['metadata', 'name'], on: 'value' };
  return { origin: first.workload.origin, path: ['metadata', 'namespace'], on: 'value' };
}

export const namespaceWithoutDefaultDeny = defineRule({
  id: 'NG103',
  name: 'namespace-without-default-deny',
  severity: 'info',
  summary: 'A namespace has workloads, and no policy isolates a pod that no other policy is written for.',
  messages: {
    ingress:
      'no policy isolates every pod of namespace {namespace} for ingress: a new workload is open until one is written for it',
    egress:
      'no policy isolates every pod of namespace {namespace} for egress: a new workload may connect to everybody until one is written for it',
  },
  *check(context) {
    const isCovered = defaults(context);
    const pods = context.reachability.endpoints.filter(isPolicedPod);
    for (const [namespace, [first]] of groupBy(pods, (pod) => pod.namespace)) {
      if (first === undefined || RESERVED.test(namespace.name)) continue;
      for (const direction of DIRECTIONS) {
        if (isCovered[direction](namespace)) continue;
        yield {
          message: direction,
          data: { namespace: namespace.name },
          object: { kind: 'Namespace', name: namespace.name },
          at: namespaceTarget(namespace, first),
          key: direction,
        };
      }
    }
  },
});
