import { contains } from '../../model/intervals.ts';
import { parseAddress } from '../../model/ip-set.ts';
import { portPoint } from '../../model/port-set.ts';
import type { Peer } from '../../policy/index.ts';
import type { WorkloadEndpoint } from '../../reach/index.ts';
import { columnReader } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';
import { allowRules, openedOn } from '../policy-rules.ts';
import { policedPods, podNames, tiersOf } from '../pods.ts';
import type { RuleContext } from '../rule-context.ts';
import { peerTarget } from './internet.ts';

const ADDRESS = '169.254.169.254';
const POINT = parseAddress(ADDRESS) ?? 0n;
const ITS_PORT = portPoint('TCP', 80);

/** A block that holds it among others: one for this address alone was written for it. */
const holdsMetadata = (peer: Peer): boolean =>
  peer.type === 'addresses' && contains(peer.block.set, POINT) && peer.block.text !== `${ADDRESS}/32`;

/** By some rule without any peer: then the block is not what opens it. */
function mayReachEverybody(pod: WorkloadEndpoint, context: RuleContext): boolean {
  const outside = context.reachability.addresses.endpointAt(POINT);
  return tiersOf(context)(pod, 'egress').some(({ policies }) =>
    policies.some(({ egress }) =>
      egress?.rules.some(
        (rule) =>
          rule.action === 'allow' &&
          rule.peers === 'anyone' &&
          outside !== undefined &&
          contains(openedOn(rule, outside), ITS_PORT),
      ),
    ),
  );
}

export const metadataServiceReachable = defineRule({
  id: 'NG404',
  name: 'metadata-service-reachable',
  severity: 'warning',
  summary: 'The egress of a workload is isolated, and a block still holds the metadata service of the cloud.',
  messages: {
    open: '{block} in policy {policy} lets {pods} ask the metadata service of the cloud, 169.254.169.254, which hands out credentials: add it to except',
  },
  *check(context) {
    const { reachability } = context;
    const outside = reachability.addresses.endpointAt(POINT);
    if (outside === undefined) return;
    const { groups, groupOf, portsOf } = reachability;
    const isReached = (pod: WorkloadEndpoint): boolean =>
      groups[groupOf(pod)]?.isolated.egress === true &&
      contains(portsOf(columnReader(reachability)(outside).at(groupOf(pod))), ITS_PORT);
    for (const placed of allowRules(context.tiers, 'egress')) {
      const { policy, rule } = placed;
      const peer = rule.peers === 'anyone' ? undefined : rule.peers.find(holdsMetadata);
      if (peer?.type !== 'addresses' || !contains(openedOn(rule, outside), ITS_PORT)) continue;
      const pods = policedPods(context)(policy.subject).filter(
        (pod) => isReached(pod) && !mayReachEverybody(pod, context),
      );
      if (pods.length === 0) continue;
      yield {
        message: 'open',
        data: { policy: policy.ref.name, block: peer.block.text, pods: podNames(pods) },
        object: policy.ref,
        at: peerTarget(placed, holdsMetadata),
        key: peer.block.text,
      };
    }
  },
});
