import type { ObjectRef } from '../../model/object-ref.ts';
import type { PortConflict } from '../../services/index.ts';
import { called } from '../called.ts';
import type { RelatedTarget, Target } from '../define-rule.ts';
import type { RuleContext } from '../rule-context.ts';

interface ConflictHit {
  readonly message: 'found';
  readonly data: { readonly name: string; readonly why: string };
  readonly object: ObjectRef;
  readonly at: Target;
  readonly related: readonly RelatedTarget[];
  readonly key: string;
}

/** Conflicts of some types as hits on the later of the two that clash. */
export const conflictHits = ({ overview }: RuleContext, types: readonly PortConflict['type'][]): ConflictHit[] =>
  overview.portConflicts
    .filter(({ type }) => types.includes(type))
    .map(({ message: why, workload: { ref }, subject, place, related }) => ({
      message: 'found',
      data: { name: called(ref), why },
      object: ref,
      at: place,
      related,
      key: subject,
    }));
