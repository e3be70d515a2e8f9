import type { JsonType } from '../model/shape.ts';
import type { Path } from '../model/location.ts';
import type { Complaint } from './complaints.ts';
import { pathText, shown } from './path-text.ts';
import type { ShapeError } from './shape.ts';

const TYPE_WORDS: ReadonlyMap<JsonType, string> = new Map([
  ['string', 'text'],
  ['integer', 'a number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'a mapping'],
]);

const typeWords = (types: readonly JsonType[]): string => types.map((type) => TYPE_WORDS.get(type)).join(' or ');

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

function demand({ keyword, shape, value }: ShapeError): string {
  const { enum: options = [], maxItems } = shape;
  const types = [shape.type ?? []].flat();
  switch (keyword) {
    case 'type':
      if (typeof value === 'number' && types.includes('integer')) return `must be a whole number, not ${value}`;
      return `must be ${typeWords(types)}, not ${actualType(value)}`;
    case 'enum': {
      const allowed = options.filter((option) => option !== '');
      return `must be ${allowed.join(', ').replace(/, ([^,]*)$/, ' or $1')}, not ${shown(value)}`;
    }
    case 'minimum':
      return `must be at least ${shape.minimum}, not ${shown(value)}`;
    case 'maximum':
      return `must be at most ${shape.maximum}, not ${shown(value)}`;
    case 'minItems':
      return 'must not be empty';
    case 'maxItems':
      return `must have at most ${maxItems} items`;
  }
}

/** What a demand that is not met means in plain words, and where. */
export function schemaComplaint(error: ShapeError): Complaint {
  const { path, value } = error;
  const surprise = scalarSurprise(path, value);
  if (surprise !== undefined) return surprise;
  return { rule: 'NG004', path, place: 'value', message: `${pathText(path)} ${demand(error)}` };
}
