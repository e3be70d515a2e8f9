import { NetgraphError } from '../model/error.ts';
import { equals, type Requirement, type Selector } from '../model/selector.ts';

const KEY = /^[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

const wrong = (text: string): NetgraphError =>
  new NetgraphError(`"${text}" is no label selector`, 'such as app=web,tier!=db or "app in (web, api),!canary"');

/** Splits at commas that stand outside parentheses. */
function requirementTexts(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let isList = false;
  for (const character of text) {
    if (character === ',' && !isList) {
      parts.push(part);
      part = '';
      continue;
    }
    if (character === '(') isList = true;
    if (character === ')') isList = false;
    part += character;
  }
  return [...parts, part].map((each) => each.trim());
}

function requirement(text: string): Requirement {
  const list = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (list !== null) {
    const [, key = '', operator, values = ''] = list;
    return {
      key,
      operator: operator === 'in' ? 'In' : 'NotIn',
      values: values.split(',').map((value) => value.trim()),
    };
  }
  const compared = /^([^!=\s]+)\s*(!=|==?)\s*([^!=\s]*)$/.exec(text);
  if (compared !== null) {
    const [, key = '', operator, value = ''] = compared;
    return operator === '!=' ? { key, operator: 'NotIn', values: [value] } : equals(key, value);
  }
  return text.startsWith('!')
    ? { key: text.slice(1).trim(), operator: 'DoesNotExist', values: [] }
    : { key: text, operator: 'Exists', values: [] };
}

/** True for what can only be meant as a label selector: names and addresses hold none of these. */
export const looksLikeSelector = (text: string): boolean => /[=!,()\s]/.test(text);

/** Reads a label selector as `kubectl -l` writes it. */
export function parseSelector(text: string): Selector {
  const requirements = requirementTexts(text).map((part) => {
    const found = requirement(part);
    if (!KEY.test(found.key) || !found.values.every((value) => VALUE.test(value))) throw wrong(text);
    return found;
  });
  return { requirements };
}
