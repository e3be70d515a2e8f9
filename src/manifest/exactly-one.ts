import type { Path } from '../model/location.ts';
import type { Complaints } from './complaints.ts';
import { field } from './read.ts';

/** The one of `names` that is set: none or several are rejected, for the API offers them as alternatives. */
export function exactlyOne<Name extends string>(
  value: unknown,
  names: readonly Name[],
  path: Path,
  complaints: Complaints,
): Name | undefined {
  const [first, second] = names.filter((name) => field(value, name) !== undefined);
  if (first !== undefined && second === undefined) return first;
  const problem = second === undefined ? 'must have' : `must not have both ${first} and ${second}, but`;
  complaints.invalid(path, `${problem} exactly one of ${names.join(', ')}`);
  return undefined;
}
