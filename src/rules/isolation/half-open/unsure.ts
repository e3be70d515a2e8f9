import { NAMESPACE_NAME_LABEL } from '../../../model/labels.ts';
import { matches, meets, type Selector } from '../../../model/selector.ts';
import type { Direction, Peer, Rule } from '../../../policy/index.ts';
import type { WorkloadEndpoint } from '../../../reach/index.ts';
import { mayHoldClusterAddress } from '../../address-space.ts';
import { openedOn, overlap } from '../../policy-rules.ts';
import { tiersOf } from '../../pods.ts';
import type { RuleContext } from '../../rule-context.ts';
import type { PortSet } from '../../../model/port-set.ts';

/** The rules that let a pod do something in a direction. */
export const allowedBy = (pod: WorkloadEndpoint, direction: Direction, context: RuleContext): Rule[] =>
  tiersOf(context)(pod, direction).flatMap(({ policies }) =>
    policies.flatMap((policy) => (policy[direction]?.rules ?? []).filter(({ action }) => action === 'allow')),
  );

/** The labels of a namespace without an object in the input are not known, so they may be those asked for. */
const mayBeNamespace = ({ requirements }: Selector, { namespace }: WorkloadEndpoint): boolean =>
  namespace.origin === undefined &&
  requirements.every(
    (requirement) =>
      meets(requirement, namespace.labels) ||
      (requirement.key !== NAMESPACE_NAME_LABEL && !namespace.labels.has(requirement.key)),
  );

function mayBe(peer: Peer, pod: WorkloadEndpoint): boolean {
  if (peer.type === 'nodes') return false;
  if (peer.type === 'addresses') return pod.addresses.length === 0 && mayHoldClusterAddress(peer.block.set);
  const { namespaces, pods } = peer;
  return namespaces.type === 'labels' && matches(pods, pod.labels) && mayBeNamespace(namespaces.selector, pod);
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
  const mayOpen = (rule: Rule): boolean =>
    rule.action === 'allow' &&
    rule.peers !== 'anyone' &&
    rule.peers.some((peer) => mayBe(peer, other)) &&
    overlap(openedOn(rule, destination), ports);
  return tiersOf(context)(pod, direction).some(({ policies }) =>
    policies.some((policy) => policy[direction]?.rules.some(mayOpen)),
  );
}
