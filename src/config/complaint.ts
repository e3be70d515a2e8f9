import { NetgraphError } from '../model/error.ts';
import { type Location, locationText, type Origin, type Path } from '../model/location.ts';
import { nearestName } from '../model/nearest-name.ts';
import { byKeys } from '../model/order.ts';
import type { ConfigError } from './generated/validator.js';

/** Wrong configuration, told with its place. */
export const wrongAt = (location: Location, message: string, hint?: string): NetgraphError =>
  new NetgraphError(`${locationText(location)}: ${message}`, hint);

export const didYouMean = (name: string, candidates: Iterable<string>): string | undefined => {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? undefined : `did you mean ${nearest}?`;
};

const TYPE_WORDS: ReadonlyMap<unknown, string> = new Map([
  ['string', 'text'],
  ['integer', 'a whole number'],
  ['array', 'a list'],
  ['object', 'a mapping'],
]);

const quoted = (values: unknown): string =>
  [values]
    .flat()
    .filter((value) => typeof value === 'string')
    .join(', ');

function demand({ keyword, params, parentSchema }: ConfigError): string {
  switch (keyword) {
    case 'type':
      return `must be ${[params['type']]
        .flat()
        .map((type) => TYPE_WORDS.get(type))
        .join(' or ')}`;
    case 'enum':
      return `must be one of ${quoted(params['allowedValues'])}`;
    case 'required':
      return `must have ${String(params['missingProperty'])}`;
    case 'minItems':
      return 'must not be empty';
    case 'pattern':
      return `must be ${parentSchema.description ?? 'of another form'}`;
    default:
      return `must be ${keyword === 'minimum' ? 'at least' : 'at most'} ${String(params['limit'])}`;
  }
}

/** The way of keys that a JSON pointer names; an index is written as it would be as a key. */
const pathOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

interface Complaint {
  readonly location: Location;
  readonly message: string;
  readonly hint?: string;
}

function complaintOf(error: ConfigError, origin: Origin): Complaint {
  const path = pathOf(error.instancePath);
  const unknown = error.params['additionalProperty'];
  if (typeof unknown === 'string') {
    const known = Object.keys(error.parentSchema.properties ?? {});
    const hint = didYouMean(unknown, known) ?? `there is: ${known.join(', ')}`;
    return { location: origin.locate([...path, unknown]), message: `there is no setting "${unknown}" here`, hint };
  }
  const name = path.length === 0 ? 'a configuration' : path.join('.');
  return { location: origin.locateValue(path), message: `${name} ${demand(error)}` };
}

/** What the schema has against a file: the first in the order of its lines. */
export function firstComplaint(errors: readonly ConfigError[], origin: Origin): NetgraphError {
  const complaints = errors
    // It only says that one of its branches failed, which that branch says better.
    .filter(({ keyword }) => keyword !== 'if')
    .map((error) => complaintOf(error, origin))
    .sort(
      byKeys(
        ({ location }) => location.line,
        ({ location }) => location.column,
        // A misspelt setting is why another one is missing.
        ({ hint }) => (hint === undefined ? 1 : 0),
      ),
    );
  const [first] = complaints;
  if (first === undefined) throw new Error('a schema refused a configuration without saying why');
  return wrongAt(first.location, first.message, first.hint);
}
