import type { Path } from '../model/location.ts';
import type { Shape } from '../model/shape.ts';
import type { Complaints } from './complaints.ts';
import { nearestName } from '../model/nearest-name.ts';
import { pathText } from './path-text.ts';
import { isMapping } from './read.ts';

/** Told of a field that is not among the known ones; `path` is only lent, for it grows and shrinks with the walk. */
type Report = (path: Path, key: string, known: Iterable<string>) => void;

/** Most objects have nothing to report, so the walk makes no copy of its path. */
function walk(value: unknown, known: Shape, path: (string | number)[], report: Report): void {
  if (Array.isArray(value) && known.items !== undefined) {
    for (let index = 0; index < value.length; index += 1) {
      path.push(index);
      walk(value[index], known.items, path, report);
      path.pop();
    }
  }
  const { fields } = known;
  if (!isMapping(value) || fields === undefined) return;
  for (const key of Object.keys(value)) {
    const inner = fields.get(key);
    path.push(key);
    if (inner !== undefined) walk(value[key], inner, path, report);
    else if (known.closed === true) report(path, key, fields.keys());
    path.pop();
  }
}

/**
 * Reports fields that the kind does not have (NG008). The API server drops them with a warning, so the object counts
 * without them: a mistyped `namespaceSelector` leaves a peer wider or narrower than it looks.
 */
export function reportUnknownFields(value: unknown, shape: Shape, kind: string, complaints: Complaints): void {
  walk(value, shape, [], (lent, key, known) => {
    if (complaints.enoughWarnings) return;
    const path = [...lent];
    const meant = nearestName(key, known);
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    const message = `${pathText(path)} is no field of ${kind} and has no effect${hint}`;
    complaints.add({ rule: 'NG008', path, place: 'key', message });
  });
}
