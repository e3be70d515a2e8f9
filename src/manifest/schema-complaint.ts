import type { Path } from '../model/location.ts';
import type { Complaint } from './complaints.ts';
import type { SchemaError } from './generated/validators.js';
import { pathText, shown } from './path-text.ts';
import { isMapping } from './read.ts';

const TYPE_WORDS: ReadonlyMap<unknown, string> = new Map([
  ['string', 'text'],
  ['integer', 'a number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'a mapping'],
]);

const typeWords = (types: unknown): string =>
  [types]
    .flat()
    .map((type) => TYPE_WORDS.get(type))
    .join(' or ');

const ACTUAL_WORDS: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['object', 'a mapping'],
]);

function actualType(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || typeof value === 'boolean') return `${value}`;
  return ACTUAL_WORDS.get(typeof value) ?? 'nothing';
}

/** The value that a JSON pointer leads to, and the way there; an index is told from a key by what holds it. */
function follow(pointer: string, object: unknown): { path: Path; value: unknown } {
  const path: (string | number)[] = [];
  let value = object;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return { path, value };
}

/** Fields that hold names, and those whose entries are names or label values: what people forget to quote. */
const NAMES = new Set([
  'name',
  'generateName',
  'namespace',
  'key',
  'nodeName',
  'serviceName',
  'serviceAccountName',
  'serviceAccount',
  'namedPort',
  'destinationNamedPort',
]);
/** Settings may be secret: their values are never told. */
const SETTINGS = 'data';
const NAME_HOLDERS = new Set(['labels', 'annotations', 'matchLabels', 'selector', 'values']);

const holdsName = (path: Path): boolean => {
  const [holder, last] = path.slice(-2);
  return holder !== SETTINGS && (NAMES.has(`${last}`) || NAME_HOLDERS.has(`${holder}`));
};

/** YAML 1.1 reads `yes`, `010` and an empty value as boolean, number and null; the API server wants text there. */
function scalarSurprise(path: Path, value: unknown): Complaint | undefined {
  if (!holdsName(path) || (typeof value !== 'boolean' && typeof value !== 'number' && value !== null)) return undefined;
  const reading = value === null ? 'null' : `the ${typeof value} ${value}`;
  const message = `${pathText(path)} must be text, but YAML reads it as ${reading}: put it in quotes`;
  return { rule: 'NG007', path, place: 'value', message };
}

function demand({ keyword, params }: SchemaError, value: unknown): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'type':
      if (typeof value === 'number' && [params['type']].flat().includes('integer'))
        return `must be a whole number, not ${value}`;
      return `must be ${typeWords(params['type'])}, not ${actualType(value)}`;
    case 'enum': {
      const allowed = [params['allowedValues']].flat().filter((option) => typeof option === 'string' && option !== '');
      return `must be ${allowed.join(', ').replace(/, ([^,]*)$/, ' or $1')}, not ${shown(value)}`;
    }
    case 'minimum':
      return `must be at least ${limit}, not ${shown(value)}`;
    case 'maximum':
      return `must be at most ${limit}, not ${shown(value)}`;
    case 'minItems':
      return 'must not be empty';
    case 'maxItems':
      return `must have at most ${limit} items`;
    default:
      return 'is not what the API server accepts';
  }
}

/** What a schema error means in plain words, and where it is. */
export function schemaComplaint(error: SchemaError, object: unknown): Complaint {
  const { path, value } = follow(error.instancePath, object);
  const surprise = scalarSurprise(path, value);
  if (surprise !== undefined) return surprise;
  return { rule: 'NG004', path, place: 'value', message: `${pathText(path)} ${demand(error, value)}` };
}
