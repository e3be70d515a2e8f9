import { groupBy } from '../../model/group-by.ts';
import { listText, type ServiceView } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { blockedPorts } from '../routes/blocked-backends.ts';
import { isolatingTargets } from './isolating.ts';
import { type PortFinding, portFindings, portHit, portName } from './port-hits.ts';
import { slippedPorts } from './slipped-ports.ts';

/** Another Service leads to these pods: a headless one beside it gives them names, and its ports are of no account. */
function servesNames({ resource, endpoints }: ServiceView, { overview }: RuleContext): boolean {
  return (
    resource.headless &&
    overview.catalog.services.some(
      (other) =>
        other.resource.ref.namespace === resource.ref.namespace &&
        !other.resource.headless &&
        other.endpoints.some((endpoint) => endpoints.includes(endpoint)),
    )
  );
}

export const serviceUnreachable = defineRule({
  id: 'NG206',
  name: 'service-unreachable',
  severity: 'error',
  summary: 'A Service has pods behind it, and policies let nobody reach any of them on the port that they listen on.',
  messages: {
    found: 'nobody reaches port {port} of Service {service}: {why}',
    several: 'nobody reaches the ports {ports} of Service {service}: policies close the pods behind them to everybody',
  },
  *check(context) {
    const isToldElsewhere = ({ view }: PortFinding): boolean =>
      slippedPorts(context).has(view) || blockedPorts(context).has(view);
    const closed = groupBy(portFindings(context, 'unreachable'), ({ service }) => service);
    for (const [service, all] of closed) {
      const own = all.filter((found) => !isToldElsewhere(found));
      const [first] = own;
      if (first === undefined || servesNames(service, context)) continue;
      const { object, at, key, data } = portHit(first);
      const related = isolatingTargets(context, first.view.backends);
      // A port beside others that are open may be closed on purpose: metrics that nobody gathers.
      const severity = all.length < service.ports.length ? { severity: 'warning' as const } : {};
      if (own.length === 1) yield { message: 'found', object, at, key, data, related, ...severity };
      else {
        const ports = listText(own.map(({ view }) => portName(view)));
        yield { message: 'several', object, at, key, data: { ...data, ports }, related, ...severity };
      }
    }
  },
});
