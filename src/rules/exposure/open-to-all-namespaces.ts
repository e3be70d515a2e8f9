import { portsText } from '../../model/port-set.ts';
import type { Peer } from '../../policy/index.ts';
import { defineRule } from '../define-rule.ts';
import { allowRules, openedOn } from '../policy-rules.ts';
import { policedPods, podNames } from '../pods.ts';
import { peerTarget } from './internet.ts';

/** `namespaceSelector: {}` without demands on pods. */
const isEveryPod = (peer: Peer): boolean =>
  peer.type === 'pods' &&
  peer.namespaces.type === 'labels' &&
  peer.namespaces.selector.requirements.length === 0 &&
  peer.pods.requirements.length === 0;

export const openToAllNamespaces = defineRule({
  id: 'NG405',
  name: 'open-to-all-namespaces',
  severity: 'info',
  summary: 'A rule admits every pod of every namespace.',
  messages: {
    open: 'policy {policy} admits every pod of every namespace to {ports} of {pods}',
  },
  *check(context) {
    for (const placed of allowRules(context.tiers, 'ingress')) {
      const { policy, rule } = placed;
      if (rule.peers === 'anyone' || !rule.peers.some(isEveryPod)) continue;
      const pods = policedPods(context)(policy.subject);
      const [first] = pods;
      if (first === undefined) continue;
      const ports = portsText(openedOn(rule, first));
      yield {
        message: 'open',
        data: { policy: policy.ref.name, ports, pods: podNames(pods) },
        object: policy.ref,
        at: peerTarget(placed, isEveryPod),
        key: ports,
      };
    }
  },
});
