import { NAMESPACE_NAME_LABEL } from '../../../model/labels.ts';
import { remember } from '../../../model/remember.ts';
import { matches, meets, type Selector } from '../../../model/selector.ts';
import type { Direction, Policy, Rule } from '../../../policy/index.ts';
import type { WorkloadEndpoint } from '../../../reach/index.ts';
import { mayHoldClusterAddress } from '../../address-space.ts';
import { openedPorts } from '../../opened-ports.ts';
import { overlap } from '../../policy-rules.ts';
import { ofOwnPolicies } from '../../pods.ts';
import { fact, type RuleContext } from '../../rule-context.ts';
import type { PortSet } from '../../../model/port-set.ts';

/** The rules that let a pod do something in a direction. */
export const allowedBy = ofOwnPolicies((policies, direction): readonly Rule[] =>
  policies.flatMap((policy) => (policy[direction]?.rules ?? []).filter(({ action }) => action === 'allow')),
);

/** Of a namespace without an object in the input: its labels are not known, so they may be those asked for. */
const mayBeNamespace = ({ requirements }: Selector, { namespace }: WorkloadEndpoint): boolean =>
  requirements.every(
    (requirement) =>
      meets(requirement, namespace.labels) ||
      (requirement.key !== NAMESPACE_NAME_LABEL && !namespace.labels.has(requirement.key)),
  );

/** A rule that may mean pods that the graph does not show it to mean. */
interface UnsureRule {
  readonly rule: Rule;
  /** It names addresses that pods may have. */
  readonly mayHoldPods: boolean;
  /** Pods of namespaces with labels. */
  readonly scopes: readonly { readonly namespaces: Selector; readonly pods: Selector }[];
}

function unsureRule(rule: Rule): UnsureRule | undefined {
  const { action, peers } = rule;
  if (action !== 'allow' || peers === 'anyone') return undefined;
  const mayHoldPods = peers.some((peer) => peer.type === 'addresses' && mayHoldClusterAddress(peer.block.set));
  const scopes = peers.flatMap((peer) =>
    peer.type === 'pods' && peer.namespaces.type === 'labels'
      ? { namespaces: peer.namespaces.selector, pods: peer.pods }
      : [],
  );
  return mayHoldPods || scopes.length > 0 ? { rule, mayHoldPods, scopes } : undefined;
}

/** Those of a policy, by direction: many pods share a policy. */
const unsureRules = fact(() => {
  const of = (direction: Direction) =>
    remember((policy: Policy): readonly UnsureRule[] =>
      (policy[direction]?.rules ?? []).flatMap((rule) => unsureRule(rule) ?? []),
    );
  return { ingress: of('ingress'), egress: of('egress') };
});

const unsureOf = ofOwnPolicies((policies, direction, context) => policies.flatMap(unsureRules(context)[direction]));

function mayMean({ mayHoldPods, scopes }: UnsureRule, pod: WorkloadEndpoint): boolean {
  if (mayHoldPods && pod.addresses.length === 0) return true;
  if (pod.namespace.origin !== undefined) return false;
  return scopes.some(({ namespaces, pods }) => matches(pods, pod.labels) && mayBeNamespace(namespaces, pod));
}

/** One pod, and what its policies say of another in a direction. */
interface Question {
  readonly pod: WorkloadEndpoint;
  readonly direction: Direction;
  readonly other: WorkloadEndpoint;
  /** Which of the two is connected to, and on which ports. */
  readonly destination: WorkloadEndpoint;
  readonly ports: PortSet;
}

/** Whether a rule may open the ports although the graph does not show it: for manifests do not say everything. */
export function mayBeOpen({ pod, direction, other, destination, ports }: Question, context: RuleContext): boolean {
  const portsOf = openedPorts(context);
  return unsureOf(pod, direction, context).some(
    (each) => mayMean(each, other) && overlap(portsOf(each.rule, destination), ports),
  );
}
