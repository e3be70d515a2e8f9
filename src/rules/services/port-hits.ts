import type { PortAccess, PortProblem, PortProblemType, ServicePortView, ServiceView } from '../../services/index.ts';
import { portText, problemText } from '../../services/index.ts';
import { groupBy } from '../../model/group-by.ts';
import { fact, type RuleContext } from '../rule-context.ts';

/** A problem of one port of a Service. */
export interface PortFinding {
  readonly service: ServiceView;
  readonly view: ServicePortView;
  readonly access: PortAccess;
  readonly problem: PortProblem;
}

const byType = fact(({ overview }) => {
  const findings = overview.services.flatMap(({ service, ports }) =>
    ports.flatMap(({ view, access, problems }) =>
      problems().map((problem): PortFinding => ({ service, view, access, problem })),
    ),
  );
  return groupBy(findings, ({ problem }) => problem.type);
});

/** Problems of one type, Service by Service and port by port. */
export const portFindings = (context: RuleContext, type: PortProblemType): readonly PortFinding[] =>
  byType(context).get(type) ?? [];

/** How messages call a port: `80 (http)`. */
export const portName = ({ port }: ServicePortView): string => (port === undefined ? 'any port' : portText(port));

/** What tells one port of a Service from another, though it be moved in the list. */
export const portKey = ({ port }: ServicePortView): string =>
  port === undefined ? '' : (port.name ?? `${port.protocol} ${port.port}`);

/** A hit on a port of a Service, at the place of its problem, for messages that name both. */
export function portHit({ service, view, problem }: PortFinding): {
  readonly object: ServiceView['resource']['ref'];
  readonly at: PortProblem['place'];
  readonly key: string;
  readonly data: { readonly service: string; readonly port: string; readonly why: string };
} {
  return {
    object: service.resource.ref,
    at: problem.place,
    key: portKey(view),
    data: { service: service.id, port: portName(view), why: problemText(problem) },
  };
}
