import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import { REQUEST_HOST } from './host-syntax.ts';
import { readIngressBackend } from './ingress-backend.ts';
import { shown } from './path-text.ts';
import { field, items, nonEmptyText, present, text } from './read.ts';
import type { IngressPath, IngressRule } from './resource.ts';

const PATH_TYPES: readonly IngressPath['pathType'][] = ['Exact', 'Prefix', 'ImplementationSpecific'];

const FORBIDDEN_PIECES = ['//', '/./', '/../', '%2f', '%2F'];
const FORBIDDEN_ENDS = ['/..', '/.'];

/** `Exact` and `Prefix` compare whole paths, so these must be there and in normal form (semantics §1.18). */
function checkUrlPath(
  urlPath: string | undefined,
  pathType: IngressPath['pathType'],
  path: Path,
  complaints: Complaints,
): void {
  const place = [...path, 'path'];
  if (urlPath === undefined) {
    if (pathType !== 'ImplementationSpecific') complaints.missing(place, `: pathType ${pathType} needs one`);
    return;
  }
  if (!urlPath.startsWith('/')) complaints.invalid(place, `must begin with "/", not ${shown(urlPath)}`);
  if (pathType === 'ImplementationSpecific') return;
  const piece = FORBIDDEN_PIECES.find((text) => urlPath.includes(text));
  const found = piece ?? FORBIDDEN_ENDS.find((text) => urlPath.endsWith(text));
  if (found !== undefined) complaints.invalid(place, `must not hold ${shown(found)}, as ${shown(urlPath)} does`);
}

function readPath(value: unknown, path: Path, complaints: Complaints): IngressPath | undefined {
  const urlPath = nonEmptyText(value, 'path');
  const written = text(value, 'pathType');
  const pathType = PATH_TYPES.find((type) => type === written);
  if (pathType === undefined) complaints.missing([...path, 'pathType']);
  else checkUrlPath(urlPath, pathType, path, complaints);
  const backend = readIngressBackend(field(value, 'backend'), [...path, 'backend'], complaints);
  if (pathType === undefined || backend === undefined) return undefined;
  return { pathType, backend, path, ...present({ urlPath }) };
}

/** A rule without `http` leaves its host to the default backend; with `http` it needs paths. */
export function readIngressRule(value: unknown, path: Path, complaints: Complaints): IngressRule {
  const host = nonEmptyText(value, 'host');
  checkSyntax(host, REQUEST_HOST, path, 'host', complaints);
  const http = field(value, 'http');
  const paths = items(http, 'paths');
  const place = [...path, 'http', 'paths'];
  if (http !== undefined && paths.length === 0) complaints.missing(place);
  return {
    paths: paths.flatMap((entry, index) => readPath(entry, [...place, index], complaints) ?? []),
    path,
    ...present({ host }),
  };
}
