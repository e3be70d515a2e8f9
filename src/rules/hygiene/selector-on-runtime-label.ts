import type { Path } from '../../model/location.ts';
import type { Requirement } from '../../model/selector.ts';
import { defineRule } from '../define-rule.ts';
import { policyName, writtenScopes, type WrittenSelector } from './written-scopes.ts';

/**
 * Labels that controllers make up anew with each release or object. Names and ordinals of pods and Jobs are theirs too, but
 * they last, and people rightly select by them.
 */
const VOLATILE: ReadonlyMap<string, string> = new Map([
  ['pod-template-hash', 'the Deployment controller'],
  ['rollouts-pod-template-hash', 'the Rollout controller'],
  ['controller-revision-hash', 'the StatefulSet or DaemonSet controller'],
  ['pod-template-generation', 'the DaemonSet controller'],
  ['controller-uid', 'the Job controller'],
  ['batch.kubernetes.io/controller-uid', 'the Job controller'],
]);

/** Where it most likely stands: one value is nearly always written as a label. */
const placeOf = ({ operator, values }: Requirement, { path }: WrittenSelector, key: string): Path =>
  operator === 'In' && values.length === 1 ? [...path, 'matchLabels', key] : [...path, 'matchExpressions'];

export const selectorOnRuntimeLabel = defineRule({
  id: 'NG314',
  name: 'selector-on-runtime-label',
  severity: 'warning',
  summary: 'A policy selects pods by a label that only controllers set, and whose value changes.',
  messages: {
    runtime: '{policy} selects by {label}, which {controller} sets and changes; select by labels of the pod template',
  },
  *check(context) {
    for (const { ref, origin, pods, direction = 'subject' } of writtenScopes(context)) {
      if (pods === undefined) continue;
      for (const requirement of pods.selector.requirements) {
        const { key, operator } = requirement;
        const controller = VOLATILE.get(key);
        if (controller === undefined || operator === 'Exists' || operator === 'DoesNotExist') continue;
        yield {
          message: 'runtime',
          data: { policy: policyName(ref), label: key, controller },
          object: ref,
          at: { origin, path: placeOf(requirement, pods, key) },
          key: `${direction} ${key}`,
        };
      }
    }
  },
});
