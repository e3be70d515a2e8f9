import type { Path } from '../model/location.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { field, items, nonEmptyText, present, text } from './read.ts';

/** A required field. The group may be empty, which is the core group, and still must be written. */
function required(value: unknown, key: string, path: Path, complaints: Complaints): string {
  const found = key === 'group' ? text(value, key) : nonEmptyText(value, key);
  if (found === undefined) complaints.missing([...path, key]);
  return found ?? '';
}

/** Who may refer to what in this namespace (semantics §1.19): each of the two lists needs an entry. */
export const decodeReferenceGrant: Decoder = (object, base, complaints) => {
  const spec = field(object, 'spec');
  const entries = (key: 'from' | 'to'): readonly unknown[] => {
    const found = items(spec, key);
    if (found.length === 0) complaints.missing(['spec', key]);
    return found;
  };
  return [
    {
      type: 'reference-grant',
      from: entries('from').map((value, index) => {
        const path = ['spec', 'from', index];
        return {
          group: required(value, 'group', path, complaints),
          kind: required(value, 'kind', path, complaints),
          namespace: required(value, 'namespace', path, complaints),
        };
      }),
      to: entries('to').map((value, index) => {
        const path = ['spec', 'to', index];
        return {
          group: required(value, 'group', path, complaints),
          kind: required(value, 'kind', path, complaints),
          ...present({ name: nonEmptyText(value, 'name') }),
        };
      }),
      ...base,
    },
  ];
};
