import { endpointName, isolatingPolicies, isPolicedPod } from '../../reach/index.ts';
import type { Backend } from '../../services/index.ts';
import { called } from '../called.ts';
import type { RelatedTarget } from '../define-rule.ts';
import { tiersOf } from '../pods.ts';
import type { RuleContext } from '../rule-context.ts';

const MOST = 3;

/** The policies that isolate the first of the backends, for a finding to point at. */
export function isolatingTargets(context: RuleContext, [first]: readonly Backend[]): RelatedTarget[] {
  if (first === undefined || !isPolicedPod(first.endpoint)) return [];
  const pod = first.endpoint;
  return isolatingPolicies(tiersOf(context), pod, 'ingress')
    .slice(0, MOST)
    .map(({ ref, origin }) => ({
      message: `${called(ref)} isolates ${endpointName(pod)} for ingress`,
      origin,
      path: ['spec'],
    }));
}
