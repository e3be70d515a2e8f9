import type { Path } from '../../model/location.ts';
import type { Direction, PodScope, Policy, Rule } from '../../policy/index.ts';
import { podFinder, type WorkloadEndpoint } from '../../reach/index.ts';
import { defineRule, type RelatedTarget } from '../define-rule.ts';
import { policedPods, podNames } from '../pods.ts';
import { fact, type RuleContext } from '../rule-context.ts';

const hostPods = fact(({ reachability }) => {
  const pods = reachability.endpoints.filter(
    (endpoint): endpoint is WorkloadEndpoint => endpoint.type === 'workload' && endpoint.hostNetwork,
  );
  return { count: pods.length, find: podFinder(pods) };
});

/** The pods on the host network that a scope was written for: it asks for labels, and they alone have them. */
function hostPodsMeantBy(scope: PodScope, context: RuleContext): readonly WorkloadEndpoint[] {
  if (scope.pods.requirements.length === 0) return [];
  const found = hostPods(context).find(scope);
  return found.length > 0 && policedPods(context)(scope).length === 0 ? found : [];
}

const hostNetworkOf = ({ workload: { origin, labelsPath } }: WorkloadEndpoint): RelatedTarget => ({
  message: 'on the host network',
  origin,
  path: [...labelsPath.slice(0, -2), 'spec', 'hostNetwork'],
});

/** The selector of a subject, in each kind of policy. */
const subjectPath = ({ ref }: Policy): Path => ['spec', ref.kind === 'NetworkPolicy' ? 'podSelector' : 'subject'];

/** Peers of a rule that mean pods on the host network. One that gives addresses besides knows of it. */
function* peersMeaningHosts(
  { peers }: Rule,
  context: RuleContext,
): Generator<{ readonly index: number; readonly pods: readonly WorkloadEndpoint[] }> {
  if (peers === 'anyone' || peers.some(({ type }) => type !== 'pods')) return;
  for (const [index, peer] of peers.entries()) {
    const pods = peer.type === 'pods' ? hostPodsMeantBy(peer, context) : [];
    if (pods.length > 0) yield { index, pods };
  }
}

const LIST = { ingress: 'from', egress: 'to' } as const;
const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

export const hostNetworkBypassesPolicy = defineRule({
  id: 'NG105',
  name: 'host-network-bypasses-policy',
  severity: 'warning',
  summary: 'A policy selects pods on the host network, or names them as a peer: it has no effect on them.',
  messages: {
    subject:
      'policy {policy} selects {pods} alone, which is on the host network: there most engines apply no policy, so it has no effect',
    ingress:
      'policy {policy} admits {pods} by labels, but pods on the host network come with the address of their node: most engines match them by an ipBlock only',
    egress:
      'policy {policy} opens the way to {pods} by labels, but pods on the host network have the address of their node: most engines match them by an ipBlock only',
  },
  *check(context) {
    if (hostPods(context).count === 0) return;
    for (const policy of context.tiers.flatMap(({ policies }) => policies)) {
      const { ref, origin } = policy;
      const selected = hostPodsMeantBy(policy.subject, context);
      if (selected.length > 0)
        yield {
          message: 'subject',
          data: { policy: ref.name, pods: podNames(selected) },
          object: ref,
          at: { origin, path: subjectPath(policy) },
          related: selected.slice(0, 1).map(hostNetworkOf),
          key: 'subject',
        };
      for (const direction of DIRECTIONS)
        for (const rule of policy[direction]?.rules ?? [])
          for (const { index, pods } of peersMeaningHosts(rule, context))
            yield {
              message: direction,
              data: { policy: ref.name, pods: podNames(pods) },
              object: ref,
              at: { origin, path: [...rule.path, LIST[direction], index] },
              related: pods.slice(0, 1).map(hostNetworkOf),
              key: `${direction} ${podNames(pods)}`,
            };
    }
  },
});
