import type { Path } from '../model/location.ts';
import { equals, type Requirement, type Selector, type SelectorOperator } from '../model/selector.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import { checkLabelKey, readLabels } from './labels.ts';
import { KnownValues } from './known-values.ts';
import { items, text, texts } from './read.ts';
import { LABEL_VALUE } from './syntax.ts';

const OPERATORS: readonly SelectorOperator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** `In` and `NotIn` need values, `Exists` and `DoesNotExist` must have none (semantics §1.2). */
function readRequirement(value: unknown, path: Path, complaints: Complaints): Requirement | undefined {
  const key = text(value, 'key');
  const operator = OPERATORS.find((name) => name === text(value, 'operator'));
  const values = texts(value, 'values');
  if (key === undefined) complaints.missing([...path, 'key']);
  else checkLabelKey(key, path, 'key', complaints);
  if (operator === undefined) complaints.missing([...path, 'operator']);
  if (key === undefined || operator === undefined) return undefined;
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues && values.length === 0) complaints.invalid([...path, 'values'], `must not be empty for ${operator}`);
  if (!needsValues && values.length > 0) complaints.invalid([...path, 'values'], `must be empty for ${operator}`);
  for (const [index, entry] of values.entries())
    checkSyntax(entry, LABEL_VALUE, [...path, 'values'], index, complaints);
  return { key, operator, values };
}

function readRequirements(value: unknown, path: Path, complaints: Complaints): Selector {
  const requirements: Requirement[] = [];
  const labels = readLabels(value, 'matchLabels', path, complaints);
  for (const [key, entry] of labels) requirements.push(equals(key, entry));
  for (const [index, expression] of items(value, 'matchExpressions').entries()) {
    const requirement = readRequirement(expression, [...path, 'matchExpressions', index], complaints);
    if (requirement !== undefined) requirements.push(requirement);
  }
  return { requirements };
}

const known = new KnownValues<Selector>();

/** A label selector as written; the empty one, and one that is absent where absence means so, selects everything. */
export const readSelector = (value: unknown, path: Path, complaints: Complaints): Selector =>
  known.decode(value, complaints, () => readRequirements(value, path, complaints));
