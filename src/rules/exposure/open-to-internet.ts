import { intersection } from '../../model/intervals.ts';
import { portRanges, portsText } from '../../model/port-set.ts';
import { isForInternet } from '../address-space.ts';
import { defineRule } from '../define-rule.ts';
import { allowRules, openedOn } from '../policy-rules.ts';
import { policedPods, podNames } from '../pods.ts';
import { isInternetBlock, isIsolated, openToInternet, peerTarget } from './internet.ts';
import { needsOutside } from './needs-outside.ts';
import { sensitiveRules } from './sensitive-exposures.ts';

export const openToInternetRule = defineRule({
  id: 'NG401',
  name: 'open-to-internet',
  severity: 'warning',
  summary: 'A rule opens isolated pods to every address, and nothing leads to them from outside the cluster.',
  messages: {
    open: 'policy {policy} opens {ports} of {pods} to every address, and no load balancer, node port or route leads there from outside: list the pods that need it under from',
  },
  *check(context) {
    const openTo = openToInternet(context);
    const worse = new Map(
      sensitiveRules(context).map(({ placed, exposed }) => [placed.rule, new Set(exposed.map(({ pod }) => pod))]),
    );
    for (const placed of allowRules(context.tiers, 'ingress')) {
      const { policy, rule } = placed;
      if (!isForInternet(rule)) continue;
      const open = policedPods(context)(policy.subject).flatMap((pod) => {
        if (!isIsolated(context, pod) || needsOutside(context)(pod)) return [];
        const ports = intersection(openTo(pod), openedOn(rule, pod));
        return portRanges(ports).length === 0 ? [] : [{ pod, ports }];
      });
      // What is worse is told as such, and once.
      const told = worse.get(rule);
      const shown = open.filter(({ pod }) => told?.has(pod) !== true);
      const [first] = shown;
      if (first === undefined) continue;
      yield {
        message: 'open',
        data: {
          policy: policy.ref.name,
          ports: portsText(first.ports),
          pods: podNames(shown.map(({ pod }) => pod)),
        },
        object: policy.ref,
        at: peerTarget(placed, isInternetBlock),
        key: portsText(first.ports),
      };
    }
  },
});
