import { groupBy } from '../../model/group-by.ts';
import { objectId } from '../../model/object-ref.ts';
import { isPolicedPod, type WorkloadEndpoint } from '../../reach/index.ts';
import { defineRule, type RelatedTarget } from '../define-rule.ts';
import { podNames, tiersOf } from '../pods.ts';
import { fact, type RuleContext } from '../rule-context.ts';
import { deniesEverybody } from './denies-everybody.ts';
import { type DnsCause, dnsCause, hasEgressRule, missingProtocols } from './dns/dns-causes.ts';
import { clusterDns, type DnsProtocol } from './dns/dns-targets.ts';

/** Some rule denies egress: then pods that nobody isolates may be cut off, too. */
const hasDenials = fact(({ tiers }) =>
  tiers.some(({ policies }) => policies.some(({ egress }) => egress?.rules.some(({ action }) => action === 'deny'))),
);

/** Pods that ask the DNS of the cluster: neither those that answer, nor those that are told to ask elsewhere. */
const asksClusterDns = ({ workload: { template } }: WorkloadEndpoint): boolean =>
  template.dnsPolicy === 'ClusterFirst' || template.dnsPolicy === 'ClusterFirstWithHostNet';

/** What is told to connect to nobody at all needs no names: no rule allows it anything. */
function isSealed(pod: WorkloadEndpoint, isIsolated: boolean, context: RuleContext): boolean {
  if (hasEgressRule(pod, context)) return false;
  return (
    isIsolated ||
    tiersOf(context)(pod, 'egress').some(({ policies }) =>
      policies.some(({ egress }) => egress?.rules.some(deniesEverybody)),
    )
  );
}

interface CutOff {
  readonly pod: WorkloadEndpoint;
  readonly missing: readonly DnsProtocol[];
  readonly cause: DnsCause;
}

function* cutOff(context: RuleContext): Generator<CutOff> {
  const { servers } = clusterDns(context);
  const answering = new Set(servers.map(({ endpoint }) => endpoint));
  for (const { members, isolated } of context.reachability.groups) {
    if (!isolated.egress && servers.length === 0 && !hasDenials(context)) continue;
    const pods = members.filter(isPolicedPod).filter((pod) => asksClusterDns(pod) && !answering.has(pod));
    const [first] = pods;
    if (first === undefined) continue;
    // No policy tells them apart: what is so for one of them is so for all.
    const missing = missingProtocols(first, context);
    if (missing.length === 0 || isSealed(first, isolated.egress, context)) continue;
    const cause = dnsCause(first, missing, context);
    if (cause !== undefined) for (const pod of pods) yield { pod, missing, cause };
  }
}

const serverPlaces = (context: RuleContext): RelatedTarget[] => {
  const { servers } = clusterDns(context);
  const [first] = servers;
  if (first === undefined) return [];
  const ports = [...new Set(servers.map(({ protocol, port }) => `${protocol} ${port}`))].join(', ');
  const { origin, ref } = first.service.resource;
  return [{ message: `${objectId(ref)} leads to ${ports}`, origin, path: ['metadata', 'name'], on: 'value' }];
};

export const dnsBlocked = defineRule({
  id: 'NG106',
  name: 'dns-blocked',
  severity: 'error',
  summary: 'Policies close the DNS of the cluster to a workload, over UDP or over TCP: it can look up no name.',
  messages: {
    isolated:
      'policy {policy} isolates the egress of {pods}, and no rule opens cluster DNS to them ({dns}): no name can be looked up',
    tcpOnly:
      'names are asked over UDP, and policy {policy} opens DNS over TCP alone to {pods}: a port without protocol means TCP, so add one with protocol: UDP',
    udpOnly:
      'long answers come over TCP, and policy {policy} opens DNS over UDP alone to {pods}: add the same port with protocol: TCP',
    ownNamespace:
      'without a namespaceSelector policy {policy} means pods of namespace {namespace}, so cluster DNS ({dns}) stays closed to {pods}',
    port: 'policy {policy} opens another port than the one that the pods of cluster DNS listen on ({dns} on {ports}), so it stays closed to {pods}',
    labels:
      'policy {policy} opens a port for DNS, but not to the pods of cluster DNS ({dns}), so it stays closed to {pods}',
    denied: 'policy {policy} denies cluster DNS ({dns}) to {pods}: no name can be looked up',
    refused: 'policy {policy} closes cluster DNS ({dns}) to {pods}: no name can be looked up there',
  },
  *check(context) {
    const { name: dns, targets } = clusterDns(context);
    const ports = [...new Set(targets.flatMap((target) => target.ports))].join(', ');
    const idOf = ({ cause: { type, policy, at }, missing }: CutOff): string =>
      [type, objectId(policy.ref), at.path.join('.'), ...missing].join(' ');
    for (const group of groupBy([...cutOff(context)], idOf).values()) {
      const [first] = group;
      if (first === undefined) continue;
      const { cause, missing, pod } = first;
      const { policy, type, at } = cause;
      yield {
        message: type,
        data: {
          policy: policy.ref.name,
          pods: podNames(group.map((each) => each.pod)),
          namespace: pod.namespace.name,
          dns,
          ports,
        },
        object: policy.ref,
        at,
        related: serverPlaces(context),
        key: [type, ...missing].join(' '),
        severity: missing.includes('UDP') ? 'error' : 'warning',
      };
    }
  },
});
