import { contains } from '../../model/intervals.ts';
import { portPoint, portsText } from '../../model/port-set.ts';
import type { Direction } from '../../policy/index.ts';
import type { Endpoint } from '../../reach/index.ts';
import { decidingPlaces, decidingPolicies } from '../deciding-places.ts';
import { defineRule } from '../define-rule.ts';
import { allowRules, type PlacedRule } from '../policy-rules.ts';
import { podNames } from '../pods.ts';
import { fact, type RuleContext } from '../rule-context.ts';
import { type HalfOpen, halfOpenPeers } from './half-open/half-open.ts';

const LIST = { ingress: 'from', egress: 'to' } as const;
const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** Where Services translate: for each pod, the port of a Service and the one that the pod listens on. */
const translated = fact(({ overview }) => {
  const found = new Map<Endpoint, { readonly from: number; readonly to: number }[]>();
  for (const { ports } of overview.catalog.services)
    for (const { port, backends } of ports)
      for (const { endpoint, port: target } of backends) {
        if (port === undefined || target === undefined || target === port.port) continue;
        const entry = { from: portPoint(port.protocol, port.port), to: portPoint(port.protocol, target) };
        const known = found.get(endpoint);
        if (known === undefined) found.set(endpoint, [entry]);
        else known.push(entry);
      }
  return found;
});

/** The other side opens the port of a Service instead of that of the pods: a rule of its own speaks of that. */
const isServicePort = ({ own, others, ports, otherPorts }: HalfOpen, context: RuleContext): boolean =>
  [...own, ...others].some((pod) =>
    (translated(context).get(pod) ?? []).some(({ from, to }) => contains(otherPorts, from) && contains(ports, to)),
  );

const otherText = ({ verdict }: HalfOpen): string => {
  const [policy] = decidingPolicies(verdict);
  return policy?.ref.name ?? '';
};

function messageOf({ direction }: PlacedRule, { otherPorts, verdict }: HalfOpen) {
  if (verdict.reason.type === 'rule') return 'denied';
  if (otherPorts.length > 0) return 'ports';
  return direction;
}

export const halfOpenConnection = defineRule({
  id: 'NG108',
  name: 'half-open-connection',
  severity: 'warning',
  summary: "A rule names the pods of the other side and allows them, and the other side's policies do not.",
  messages: {
    ingress:
      'policy {policy} admits {others} to {own}, but nothing lets them out to it: policy {other} isolates their egress',
    egress:
      'policy {policy} lets {own} out to {others}, but nothing admits them there: policy {other} isolates the ingress',
    ports:
      'policy {policy} opens {ports} between {own} and {others}, and the other side, isolated by policy {other}, opens {otherPorts} alone: policies see the port that the pods listen on',
    denied: 'policy {policy} opens the way between {own} and {others}, but policy {other} denies it on the other side',
  },
  *check(context) {
    for (const direction of DIRECTIONS)
      for (const placed of allowRules(context.tiers, direction)) {
        const found = [...halfOpenPeers(placed, context)].filter((each) => !isServicePort(each, context));
        const [first] = found;
        if (first === undefined) continue;
        const { policy, rule } = placed;
        const others = podNames(found.flatMap((each) => each.others));
        yield {
          message: messageOf(placed, first),
          data: {
            policy: policy.ref.name,
            own: podNames(first.own),
            others,
            other: otherText(first),
            ports: portsText(first.ports),
            otherPorts: portsText(first.otherPorts),
          },
          object: policy.ref,
          at: { origin: policy.origin, path: [...rule.path, LIST[direction], first.index] },
          related: decidingPlaces(first.verdict),
          key: `${direction} ${others}`,
        };
      }
  },
});
