import { findOpeningRule, type OpeningRule, type Reachability } from '../reach/index.ts';
import type { ServicePortView } from './service-view.ts';

/**
 * A rule that opens the Service's own port where the pods listen on another: policies are asked after the translation, so
 * such a rule opens nothing (semantics §1.14). Sought only where nobody gets through.
 */
export function servicePortSlip({ tiers }: Reachability, { port, backends }: ServicePortView): OpeningRule | undefined {
  if (port === undefined) return undefined;
  const { protocol } = port;
  for (const { endpoint, port: number } of backends) {
    if (number === undefined || number === port.port || endpoint.type !== 'workload') continue;
    const found = findOpeningRule(tiers, endpoint, port, { protocol, port: number });
    if (found !== undefined) return found;
  }
  return undefined;
}
