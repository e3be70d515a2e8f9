import { type DecidingRule, evaluate, type Reachability } from '../reach/index.ts';
import { portPoint } from '../model/port-set.ts';
import type { ReadColumn } from './columns.ts';
import type { Gate } from './port-gate.ts';
import type { Backend, ServicePortView } from './service-view.ts';

/** What is looked at: backends, each with its column of the solution. */
export interface Slipping {
  readonly reachability: Reachability;
  readonly view: ServicePortView;
  readonly columnOf: (backend: Backend) => ReadColumn;
  readonly gateOf: (point: number) => Gate;
}

/**
 * A rule that opens the Service's own port where the pods listen on another: policies are asked after the translation, so
 * such a rule opens nothing (semantics §1.14). Sought only where nobody gets through.
 */
export function servicePortSlip({ reachability, view, columnOf, gateOf }: Slipping): DecidingRule | undefined {
  const { port, backends } = view;
  if (port === undefined) return undefined;
  const isOpen = gateOf(portPoint(port.protocol, port.port));
  for (const backend of backends) {
    if (backend.port === port.port) continue;
    const column = columnOf(backend);
    const group = reachability.groups.find(
      ({ members }, index) =>
        members.some(({ type }) => type === 'workload' || type === 'external') && isOpen(column.at(index)),
    );
    const client = group?.members[0];
    if (client === undefined || client === backend.endpoint) continue;
    const { ingress } = evaluate(reachability.tiers, client, backend.endpoint, port);
    if (ingress.reason.type === 'rule') return ingress.reason;
  }
  return undefined;
}
