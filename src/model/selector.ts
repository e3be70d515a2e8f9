import type { Labels } from './labels.ts';

export type SelectorOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

/** One demand on one label. `values` is empty for `Exists` and `DoesNotExist`. */
export interface Requirement {
  readonly key: string;
  readonly operator: SelectorOperator;
  readonly values: readonly string[];
}

/** A label selector: every requirement must hold, so the empty selector matches everything (semantics §1.2). */
export interface Selector {
  readonly requirements: readonly Requirement[];
}

export const EVERYTHING: Selector = { requirements: [] };

/** `key = value`, as `matchLabels` and Service selectors write it. */
export const equals = (key: string, value: string): Requirement => ({ key, operator: 'In', values: [value] });

/** `NotIn` and `DoesNotExist` also hold where the label is absent. */
export function meets(requirement: Requirement, labels: Labels): boolean {
  const value = labels.get(requirement.key);
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && requirement.values.includes(value);
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

export function matches({ requirements }: Selector, labels: Labels): boolean {
  for (const requirement of requirements) if (!meets(requirement, labels)) return false;
  return true;
}

const requirementKey = ({ key, operator, values }: Requirement): string => {
  if (values.length < 2) return `${key}\u0001${operator}\u0001${values[0] ?? ''}`;
  return [key, operator, ...[...new Set(values)].sort()].join('\u0001');
};

/** A key for tables: equal for selectors that say the same in another order. Valid labels hold no control characters. */
export function selectorKey({ requirements }: Selector): string {
  const [first] = requirements;
  if (requirements.length < 2) return first === undefined ? '' : requirementKey(first);
  return requirements.map(requirementKey).sort().join('\u0002');
}

/** A requirement as `kubectl -l` would write it. */
export function requirementText({ key, operator, values }: Requirement): string {
  const list = values.join(', ');
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${list}` : `${key} in (${list})`;
    case 'NotIn':
      return values.length === 1 ? `${key}!=${list}` : `${key} notin (${list})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}
