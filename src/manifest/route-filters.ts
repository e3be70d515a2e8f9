import type { Path } from '../model/location.ts';
import type { Complaints } from './complaints.ts';
import { field, items, text } from './read.ts';
import type { BackendRef, ResourceBase } from './resource.ts';
import { readBackendRef } from './route-refs.ts';

/** What filters do that decides where requests go. */
export interface FilterEffects {
  readonly isRedirect: boolean;
  /** An object of another kind has a say, and may answer by itself. */
  readonly isExtended: boolean;
  /** Who gets a copy of the requests, or is asked about each (ExternalAuth). */
  readonly mirrors: readonly BackendRef[];
}

export const NO_FILTERS: FilterEffects = { isRedirect: false, isExtended: false, mirrors: [] };

/** Each of these filters has its settings in a field of its own, which must be there. */
const FILTER_FIELDS: ReadonlyMap<string, string> = new Map([
  ['RequestMirror', 'requestMirror'],
  ['ExternalAuth', 'externalAuth'],
  ['RequestRedirect', 'requestRedirect'],
]);

/** The `filters` of the rule or backend at `path`. */
export function readFilters(value: unknown, path: Path, base: ResourceBase, complaints: Complaints): FilterEffects {
  const filters = items(value, 'filters');
  if (filters.length === 0) return NO_FILTERS;
  const mirrors: BackendRef[] = [];
  let isRedirect = false;
  let isExtended = false;
  for (const [index, filter] of filters.entries()) {
    const type = text(filter, 'type') ?? '';
    const key = FILTER_FIELDS.get(type);
    if (type === 'ExtensionRef') isExtended = true;
    if (key === undefined) continue;
    const place = [...path, 'filters', index, key];
    const settings = field(filter, key);
    if (settings === undefined) complaints.missing(place);
    else if (type === 'RequestRedirect') isRedirect = true;
    else {
      const backend = field(settings, 'backendRef');
      const target = [...place, 'backendRef'];
      if (backend === undefined) complaints.missing(target);
      else mirrors.push(readBackendRef(backend, 'mirror', target, base, complaints));
    }
  }
  return { isRedirect, isExtended, mirrors };
}
