import { endpointName, isolatingPolicies, isPolicedPod, selectingTiers } from '../../reach/index.ts';
import type { Backend } from '../../services/index.ts';
import { remember } from '../../model/remember.ts';
import { called } from '../called.ts';
import type { RelatedTarget } from '../define-rule.ts';
import { fact } from '../rule-context.ts';

const ingressTiers = fact(({ tiers }) => remember(selectingTiers(tiers, 'ingress')));

const MOST = 3;

/** The policies that isolate the first of the backends, for a finding to point at. */
export function isolatingTargets(
  context: Parameters<typeof ingressTiers>[0],
  [first]: readonly Backend[],
): RelatedTarget[] {
  if (first === undefined || !isPolicedPod(first.endpoint)) return [];
  const pod = first.endpoint;
  return isolatingPolicies(ingressTiers(context), pod, 'ingress')
    .slice(0, MOST)
    .map(({ ref, origin }) => ({
      message: `${called(ref)} isolates ${endpointName(pod)} for ingress`,
      origin,
      path: ['spec'],
    }));
}
