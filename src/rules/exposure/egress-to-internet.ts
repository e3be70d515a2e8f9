import { intersection } from '../../model/intervals.ts';
import { portRanges, portsText, type PortSet } from '../../model/port-set.ts';
import { isForInternet } from '../address-space.ts';
import { defineRule } from '../define-rule.ts';
import { allowRules, openedOn } from '../policy-rules.ts';
import { policedPods, podNames } from '../pods.ts';
import { isInternetBlock, openFromPod, peerTarget } from './internet.ts';

/** A rule for names is written without saying where they are asked. */
const isForNames = (ports: PortSet): boolean =>
  portRanges(ports).every(({ first, last }) => first === last && (first === 53 || first === 5353));

export const egressToInternet = defineRule({
  id: 'NG403',
  name: 'egress-to-internet',
  severity: 'info',
  summary: 'The egress of a workload is isolated, and a rule lets it connect to every address all the same.',
  messages: {
    open: 'policy {policy} lets {pods} connect to {ports} of every address outside',
  },
  *check(context) {
    const { reachability } = context;
    const [outside] = reachability.addresses.endpoints;
    const leaves = openFromPod(context);
    for (const placed of allowRules(context.tiers, 'egress')) {
      const { policy, rule } = placed;
      if (outside === undefined || !isForInternet(rule)) continue;
      const opened = openedOn(rule, outside);
      if (isForNames(opened)) continue;
      const found = policedPods(context)(policy.subject).flatMap((pod) => {
        if (reachability.groups[reachability.groupOf(pod)]?.isolated.egress !== true) return [];
        const ports = intersection(leaves(pod), opened);
        return isForNames(ports) ? [] : [{ pod, ports }];
      });
      const [first] = found;
      if (first === undefined) continue;
      yield {
        message: 'open',
        data: {
          policy: policy.ref.name,
          pods: podNames(found.map(({ pod }) => pod)),
          ports: portsText(first.ports),
        },
        object: policy.ref,
        at: peerTarget(placed, isInternetBlock),
        key: portsText(first.ports),
      };
    }
  },
});
