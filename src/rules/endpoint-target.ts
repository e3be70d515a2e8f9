import type { ObjectRef } from '../model/object-ref.ts';
import { endpointName, type WorkloadEndpoint } from '../reach/index.ts';
import type { Target } from './define-rule.ts';

/** A hit on a workload: its object, the place of its name, and what messages call it. */
export function endpointTarget(endpoint: WorkloadEndpoint): {
  readonly object: ObjectRef;
  readonly at: Target;
  readonly key: string;
  readonly data: { readonly name: string };
} {
  const { ref, workload, variant = '' } = endpoint;
  return {
    object: ref,
    at: { origin: workload.origin, path: ['metadata', 'name'], on: 'value' },
    key: variant,
    data: { name: endpointName(endpoint) },
  };
}
