import { remember } from '../../../model/remember.ts';
import { matches } from '../../../model/selector.ts';
import type { Direction, Policy, Rule } from '../../../policy/index.ts';
import { inPodScope, type WorkloadEndpoint } from '../../../reach/index.ts';
import type { Target } from '../../define-rule.ts';
import { ofOwnPolicies } from '../../pods.ts';
import { fact, type RuleContext } from '../../rule-context.ts';
import { sideVerdicts } from '../../side-verdicts.ts';
import { type ClusterDns, clusterDns, dnsReach, type DnsProtocol } from './dns-targets.ts';
import { isForDns, mayAdmitDns, opensAnyOf } from './may-admit.ts';

/** What keeps a pod from asking for names, and where it is to be mended. */
export interface DnsCause {
  readonly type:
    /** It is isolated, and no rule is written for names. */
    | 'isolated'
    /** The rule for names opens one protocol alone. */
    | 'tcpOnly'
    | 'udpOnly'
    /** The peer of the rule for names has no `namespaceSelector`. */
    | 'ownNamespace'
    /** The rule for names opens the port of the Service, and the pods listen on another. */
    | 'port'
    /** The rule for names does not select the pods that answer. */
    | 'labels'
    /** A rule of an admin policy denies it. */
    | 'denied'
    /** The policy of the DNS pods does not let it in. */
    | 'refused';
  readonly policy: Policy;
  readonly at: Target;
}

const PROTOCOLS: readonly DnsProtocol[] = ['UDP', 'TCP'];

const ruleTarget = ({ origin }: Policy, { path }: Rule): Target => ({ origin, path });

/** Policies that leave it to Kubernetes which directions they are for. */
const withoutTypes = fact(
  ({ cluster }) =>
    new Set(cluster.networkPolicies.flatMap(({ origin, policyTypes }) => (policyTypes.length === 0 ? origin : []))),
);

/** Where a policy says that it isolates. */
const isolationTarget = ({ origin }: Policy, direction: Direction, context: RuleContext): Target => ({
  origin,
  path: ['spec', withoutTypes(context).has(origin) ? direction : 'policyTypes'],
});

/** Why a rule that was written for names opens them over no protocol. */
function missOf({ peers }: Rule, pod: WorkloadEndpoint, { targets }: ClusterDns): DnsCause['type'] {
  if (peers === 'anyone') return 'port';
  const scopes = peers.filter((peer) => peer.type === 'pods');
  if (targets.some(({ endpoint }) => scopes.some((scope) => inPodScope(scope, endpoint)))) return 'port';
  const isOwn = scopes.some(
    ({ namespaces, pods }) =>
      namespaces.type === 'name' &&
      namespaces.name === pod.namespace.name &&
      targets.some(({ endpoint }) => endpoint.type === 'workload' && matches(pods, endpoint.labels)),
  );
  return isOwn ? 'ownNamespace' : 'labels';
}

/** What the egress rules of one policy say of names, worked out once: many pods share a policy. */
const egressOf = fact((context) => {
  const dns = clusterDns(context);
  const allowing = remember((policy: Policy): readonly Rule[] =>
    (policy.egress?.rules ?? []).filter(
      ({ action, peers }) => action === 'allow' && (peers === 'anyone' || peers.length > 0),
    ),
  );
  return {
    allowing,
    forDns: remember((policy: Policy) => allowing(policy).filter(isForDns)),
    mayAdmit: remember((protocol: DnsProtocol) =>
      remember((policy: Policy) => allowing(policy).some((rule) => mayAdmitDns(rule, protocol, dns))),
    ),
  };
});

const ownPolicies = ofOwnPolicies((policies) => policies);

/** Whether some rule allows a pod to connect to anybody. */
export const hasEgressRule = (pod: WorkloadEndpoint, context: RuleContext): boolean =>
  ownPolicies(pod, 'egress', context).some((policy) => egressOf(context).allowing(policy).length > 0);

/** The protocols over which a pod cannot ask, and no rule of its own may be meant to let it. */
export function missingProtocols(pod: WorkloadEndpoint, context: RuleContext): DnsProtocol[] {
  const reaches = dnsReach(context);
  const closed = PROTOCOLS.filter((protocol) => !reaches(pod, protocol));
  if (closed.length === 0) return closed;
  const policies = ownPolicies(pod, 'egress', context);
  return closed.filter((protocol) => !policies.some(egressOf(context).mayAdmit(protocol)));
}

/** A rule that decides against it, of the pod's own side or of the side that answers. */
function denial(pod: WorkloadEndpoint, protocol: DnsProtocol, context: RuleContext): DnsCause | undefined {
  const [target] = clusterDns(context).targets;
  if (target === undefined) return undefined;
  const { endpoint, ports } = target;
  const port = { protocol, port: ports[0] ?? 53 };
  const { egress, ingress } = sideVerdicts(pod, endpoint, port, context);
  const { reason } = egress;
  if (reason.type === 'rule' && !egress.allowed)
    return { type: 'denied', policy: reason.policy, at: ruleTarget(reason.policy, reason.rule) };
  if (!egress.allowed || ingress.allowed) return undefined;
  const { reason: why } = ingress;
  if (why.type === 'rule') return { type: 'refused', policy: why.policy, at: ruleTarget(why.policy, why.rule) };
  const [policy] = why.type === 'isolated' ? why.policies : [];
  return policy && { type: 'refused', policy, at: isolationTarget(policy, 'ingress', context) };
}

/** A rule that was written for names and misses them. */
function nearMiss(pod: WorkloadEndpoint, missing: readonly DnsProtocol[], context: RuleContext): DnsCause | undefined {
  const dns = clusterDns(context);
  const rules = ownPolicies(pod, 'egress', context).flatMap((policy) =>
    egressOf(context)
      .forDns(policy)
      .map((rule) => ({ policy, rule })),
  );
  const other = PROTOCOLS.find((protocol) => !missing.includes(protocol));
  const ports = dns.targets.flatMap((target) => target.ports);
  const found =
    other === undefined
      ? rules[0]
      : rules.find(({ rule }) => mayAdmitDns(rule, other, dns) || opensAnyOf(rule, other, ports));
  if (found === undefined) return undefined;
  const { policy, rule } = found;
  const type = other === undefined ? missOf(rule, pod, dns) : other === 'TCP' ? 'tcpOnly' : 'udpOnly';
  return { type, policy, at: ruleTarget(policy, rule) };
}

/** Of several policies that isolate a pod, the one for most pods is where a rule for names belongs. */
const isolating = ofOwnPolicies((policies, direction): Policy | undefined => {
  const [policy] = policies
    .filter((each) => each[direction]?.isolates === true)
    .sort((a, b) => a.subject.pods.requirements.length - b.subject.pods.requirements.length);
  return policy;
});

function isolation(pod: WorkloadEndpoint, context: RuleContext): DnsCause | undefined {
  const policy = isolating(pod, 'egress', context);
  return policy && { type: 'isolated', policy, at: isolationTarget(policy, 'egress', context) };
}

/** What to mend for a pod that is known to be cut off. */
export const dnsCause = (
  pod: WorkloadEndpoint,
  missing: readonly DnsProtocol[],
  context: RuleContext,
): DnsCause | undefined =>
  denial(pod, missing[0] ?? 'UDP', context) ?? nearMiss(pod, missing, context) ?? isolation(pod, context);
