import { objectId } from '../model/object-ref.ts';
import type { Policy } from '../policy/index.ts';
import type { DirectionVerdict } from '../reach/index.ts';
import type { RelatedTarget } from './define-rule.ts';

const MOST = 3;

/** The policies behind a verdict; none where no policy decided. */
export function decidingPolicies({ reason }: DirectionVerdict): readonly Policy[] {
  if (reason.type === 'isolated') return reason.policies;
  return reason.type === 'rule' ? [reason.policy] : [];
}

/** Where they stand: the selectors of the first that isolate, or the rule that decides. */
export function decidingPlaces(verdict: DirectionVerdict): RelatedTarget[] {
  const { reason, direction, allowed } = verdict;
  if (reason.type === 'rule') {
    const { policy, rule } = reason;
    const verb = allowed ? 'allows' : 'denies';
    return [{ message: `${objectId(policy.ref)} ${verb} it`, origin: policy.origin, path: rule.path }];
  }
  return decidingPolicies(verdict)
    .slice(0, MOST)
    .map(({ ref, origin }) => ({
      message: `${objectId(ref)} isolates for ${direction}`,
      origin,
      path: ['spec', 'podSelector'],
    }));
}
