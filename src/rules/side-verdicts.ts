import {
  type Endpoint,
  evaluate,
  evaluateSide,
  type Port,
  type Verdict,
  type WorkloadEndpoint,
} from '../reach/index.ts';
import { tiersOf } from './pods.ts';
import type { RuleContext } from './rule-context.ts';

/** What each side says of a connection that is denied. */
export function sideVerdicts(
  source: WorkloadEndpoint,
  destination: Endpoint,
  port: Port,
  context: RuleContext,
): Pick<Verdict, 'egress' | 'ingress'> {
  const tiers = tiersOf(context);
  const entry = destination.type === 'workload' ? tiers(destination, 'ingress') : [];
  const egress = evaluateSide(tiers(source, 'egress'), 'egress', source, destination, port);
  const ingress = evaluateSide(entry, 'ingress', source, destination, port);
  // Where each side lets through what the other one closes, by the addresses of one family and the other, one family tells of both.
  return egress.allowed && ingress.allowed ? evaluate(context.tiers, source, destination, port) : { egress, ingress };
}
