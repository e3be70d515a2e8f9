import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import { exactlyOne } from './exactly-one.ts';
import { field, nonEmptyText, nonZero } from './read.ts';
import type { IngressBackend } from './resource.ts';
import { PORT_NAME } from './syntax.ts';

/** The AWS controller reads what to do from an annotation that is called like the "Service". */
const ACTION_PORT = 'use-annotation';

function readServiceBackend(value: unknown, path: Path, complaints: Complaints): IngressBackend | undefined {
  const service = field(value, 'service');
  const place = [...path, 'service'];
  const name = nonEmptyText(service, 'name');
  const port = field(service, 'port');
  const portName = nonEmptyText(port, 'name');
  const number = nonZero(port, 'number');
  if (name === undefined) complaints.missing([...place, 'name']);
  if (port === undefined) complaints.missing([...place, 'port']);
  else if ((portName === undefined) === (number === undefined))
    complaints.invalid([...place, 'port'], 'must have exactly one of name, number');
  checkSyntax(portName, PORT_NAME, [...place, 'port'], 'name', complaints);
  const found = portName ?? number;
  if (name === undefined || found === undefined) return undefined;
  return found === ACTION_PORT ? { type: 'action', name, path } : { type: 'service', name, port: found, path };
}

function readResourceBackend(value: unknown, path: Path, complaints: Complaints): IngressBackend | undefined {
  const resource = field(value, 'resource');
  const kind = nonEmptyText(resource, 'kind');
  const name = nonEmptyText(resource, 'name');
  if (kind === undefined) complaints.missing([...path, 'resource', 'kind']);
  if (name === undefined) complaints.missing([...path, 'resource', 'name']);
  return kind === undefined || name === undefined ? undefined : { type: 'resource', kind, name, path };
}

/** Exactly one of `service` and `resource`; a Service is named with exactly one of port name and number. */
export function readIngressBackend(value: unknown, path: Path, complaints: Complaints): IngressBackend | undefined {
  if (value === undefined) {
    complaints.missing(path);
    return undefined;
  }
  switch (exactlyOne(value, ['service', 'resource'], path, complaints)) {
    case 'service':
      return readServiceBackend(value, path, complaints);
    case 'resource':
      return readResourceBackend(value, path, complaints);
    case undefined:
      return undefined;
  }
}
