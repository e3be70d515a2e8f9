import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { HOST_NAME } from './host-syntax.ts';
import { shown } from './path-text.ts';
import { field, integer, items, nonEmptyText, nonZero, present, text } from './read.ts';
import type { OpenShiftRouteResource } from './resource.ts';

type RouteBackend = OpenShiftRouteResource['backends'][number];
type Tls = NonNullable<OpenShiftRouteResource['tls']>;

const TERMINATIONS: readonly Tls[] = ['edge', 'passthrough', 'reencrypt'];
const USUAL_WEIGHT = 100;

function readBackend(value: unknown, path: Path, complaints: Complaints): RouteBackend {
  const name = nonEmptyText(value, 'name');
  if (name === undefined) complaints.missing([...path, 'name']);
  return {
    kind: nonEmptyText(value, 'kind') ?? 'Service',
    name: name ?? '',
    weight: integer(value, 'weight') ?? USUAL_WEIGHT,
    path,
  };
}

/** `spec.to` gets all requests unless others stand beside it. */
const readBackends = (spec: unknown, complaints: Complaints): RouteBackend[] => [
  readBackend(field(spec, 'to'), ['spec', 'to'], complaints),
  ...items(spec, 'alternateBackends').map((value, index) =>
    readBackend(value, ['spec', 'alternateBackends', index], complaints),
  ),
];

/** A `port` that is there must say which. */
function readTargetPort(spec: unknown, complaints: Complaints): number | string | undefined {
  const port = field(spec, 'port');
  if (port === undefined) return undefined;
  const found = nonEmptyText(port, 'targetPort') ?? nonZero(port, 'targetPort');
  if (found === undefined) complaints.missing(['spec', 'port', 'targetPort']);
  return found;
}

/** Where the encryption ends: a `tls` that is there must say it. */
function readTermination(spec: unknown, complaints: Complaints): Tls | undefined {
  const tls = field(spec, 'tls');
  if (tls === undefined) return undefined;
  const written = text(tls, 'termination');
  const found = TERMINATIONS.find((name) => name === written);
  if (found === undefined) complaints.missing(['spec', 'tls', 'termination']);
  return found;
}

/** A Route of OpenShift as written. What passes through encrypted cannot be told apart by its path. */
export const decodeOpenShiftRoute: Decoder = (object, base, complaints) => {
  const spec = field(object, 'spec');
  const host = nonEmptyText(spec, 'host');
  const urlPath = nonEmptyText(spec, 'path');
  const tls = readTermination(spec, complaints);
  checkSyntax(host, HOST_NAME, ['spec'], 'host', complaints);
  if (urlPath !== undefined && !urlPath.startsWith('/'))
    complaints.invalid(['spec', 'path'], `must begin with "/", not ${shown(urlPath)}`);
  if (urlPath !== undefined && tls === 'passthrough')
    complaints.invalid(['spec', 'path'], 'must not be set where the TLS termination is passthrough');
  return [
    {
      type: 'openshift-route',
      backends: readBackends(spec, complaints),
      ...present({ host, urlPath, targetPort: readTargetPort(spec, complaints), tls }),
      ...base,
    },
  ];
};
