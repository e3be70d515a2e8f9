import type { AnnotationIgnore } from '../model/ignore.ts';
import type { Location, Origin, Path } from '../model/location.ts';
import { objectId } from '../model/object-ref.ts';
import type { Problem } from '../model/problem.ts';
import type { Shape } from '../model/shape.ts';
import type { YamlDocument } from '../yaml/index.ts';
import { checkSyntax } from './check-syntax.ts';
import { Complaints } from './complaints.ts';
import { annotationIgnores } from './ignores.ts';
import { readerOf, READ_KINDS, type KindReader } from './kinds.ts';
import { readRef } from './metadata.ts';
import { field, isMapping, items, nonEmptyText } from './read.ts';
import type { Resource } from './resource.ts';
import { schemaComplaint } from './schema-complaint.ts';
import { firstError, isSound, type ShapeError } from './shape.ts';
import { DNS_LABEL } from './syntax.ts';
import { reportUnknownFields } from './unknown-fields.ts';
import { UNREAD_POLICY_KINDS, unreadPolicy } from './unread-policies.ts';
import type { SettingsTime } from './workload.ts';

export interface DecodeOptions {
  /** Where namespaced objects live that do not say it. */
  readonly defaultNamespace: string;
  /** When the settings of containers are read: at once is quicker where somebody will ask for those of all. */
  readonly settings?: SettingsTime;
}

/** An object that says nothing about the network; `kind` is empty for what is no Kubernetes object. */
export interface SkippedObject {
  readonly apiVersion?: string;
  readonly kind: string;
  /** Worked out when read. */
  readonly location: Location;
}

/** What documents give: each resource, and what is wrong with or said of them. */
export interface Decoded {
  readonly resources: Resource[];
  readonly problems: Problem[];
  readonly skipped: SkippedObject[];
  /** What annotations say of findings. */
  readonly ignores: AnnotationIgnore[];
}

interface TypeName {
  readonly apiVersion: string;
  readonly kind: string;
}

/** One document, while it is decoded. */
interface Run {
  readonly defaultNamespace: string;
  readonly settings: SettingsTime;
  /** The shape that the document was found to meet when it was read. */
  readonly soundFor: Shape | undefined;
  readonly to: Decoded;
}

const LIST_SUFFIX = 'List';
const METADATA = ['metadata'];

/** An item of a list as an object of its own: paths start at the item. */
function itemOrigin(list: Origin, index: number): Origin {
  const inList = (path: Path): Path => ['items', index, ...path];
  return {
    file: list.file,
    locate: (path) => list.locate(inList(path)),
    locateValue: (path) => list.locateValue(inList(path)),
    locateText: (path, piece) => list.locateText(inList(path), piece),
    ...(list.whole === undefined ? {} : { whole: () => items(list.whole?.(), 'items')[index] }),
  };
}

function skip(origin: Origin, type: TypeName | undefined, run: Run): void {
  run.to.skipped.push({
    ...(type ?? { kind: '' }),
    get location() {
      return origin.locate([]);
    },
  });
}

/** `PodList` and the like leave kind and version of their items to the list; `List` does not. */
const itemType = ({ apiVersion, kind }: TypeName): TypeName | undefined =>
  kind === LIST_SUFFIX ? undefined : { apiVersion, kind: kind.slice(0, -LIST_SUFFIX.length) };

/** Reports fields that there are not, and gives the first demand that is not met. */
function complain(value: unknown, shape: Shape, kind: string, complaints: Complaints): ShapeError | undefined {
  reportUnknownFields(value, shape, kind, complaints);
  return firstError(value, shape);
}

function decodeRead(
  value: unknown,
  { apiVersion, kind }: TypeName,
  reader: KindReader,
  origin: Origin,
  run: Run,
): void {
  const complaints = new Complaints();
  const ref = readRef(value, kind, reader.clusterScoped ? undefined : run.defaultNamespace);
  if (ref !== undefined) for (const ignore of annotationIgnores(value, ref, origin)) run.to.ignores.push(ignore);
  const shape = reader.shape();
  const error = run.soundFor === shape || isSound(value, shape) ? undefined : complain(value, shape, kind, complaints);
  let resources: readonly Resource[] = [];
  if (error !== undefined) {
    complaints.add(schemaComplaint(error));
  } else if (ref === undefined) {
    complaints.missing([...METADATA, 'name']);
  } else {
    if (ref.namespace !== run.defaultNamespace)
      checkSyntax(ref.namespace, DNS_LABEL, METADATA, 'namespace', complaints);
    if (reader.nameSyntax !== undefined) checkSyntax(ref.name, reader.nameSyntax, METADATA, 'name', complaints);
    resources = reader.decode(value, { ref, apiVersion, origin }, complaints);
  }
  if (!complaints.empty) run.to.problems.push(...complaints.problems(origin, ref));
  if (complaints.rejected) return;
  if (resources.length === 0) skip(origin, { apiVersion, kind }, run);
  for (const resource of resources) run.to.resources.push(resource);
}

function decodeUnread(value: unknown, type: TypeName, origin: Origin, run: Run): void {
  const reason = unreadPolicy(type.apiVersion, type.kind);
  if (reason === undefined) {
    skip(origin, type, run);
    return;
  }
  const namespace = nonEmptyText(field(value, 'metadata'), 'namespace');
  const ref = readRef(value, type.kind, namespace);
  if (ref !== undefined) run.to.ignores.push(...annotationIgnores(value, ref, origin));
  const name = `${type.kind} of ${type.apiVersion}`;
  run.to.problems.push({
    ...(reason === 'not-served'
      ? { rule: 'NG004', message: `the API server does not serve ${name}: write networking.k8s.io/v1` }
      : {
          rule: 'NG009',
          message: `netgraph does not evaluate ${name}: connections that it denies are shown as allowed`,
        }),
    ...(ref === undefined ? {} : { object: objectId(ref) }),
    location: origin.locate([]),
  });
}

function decodeObject(value: unknown, implied: TypeName | undefined, origin: Origin, run: Run): void {
  const apiVersion = nonEmptyText(value, 'apiVersion') ?? implied?.apiVersion;
  const kind = nonEmptyText(value, 'kind') ?? implied?.kind;
  if (!isMapping(value) || apiVersion === undefined || kind === undefined) {
    skip(origin, undefined, run);
    return;
  }
  const type = { apiVersion, kind };
  const list = kind.endsWith(LIST_SUFFIX) ? field(value, 'items') : undefined;
  if (Array.isArray(list)) {
    for (const [index, item] of list.entries()) decodeObject(item, itemType(type), itemOrigin(origin, index), run);
    return;
  }
  const reader = readerOf(apiVersion, kind, run.settings);
  if (reader === undefined) decodeUnread(value, type, origin, run);
  else decodeRead(value, type, reader, origin, run);
}

export const nothingDecoded = (): Decoded => ({ resources: [], problems: [], skipped: [], ignores: [] });

/**
 * Turns a document into resources, lists flattened, and adds them to what other documents gave. Never throws on any value.
 * An object that the API server would reject is reported (NG004, NG007) and gives no resource, for in a cluster it would have
 * no effect.
 */
export function decodeDocument(
  { value, origin, soundFor }: YamlDocument,
  { defaultNamespace, settings = 'later' }: DecodeOptions,
  to: Decoded = nothingDecoded(),
): Decoded {
  decodeObject(value, undefined, origin, { defaultNamespace, settings, soundFor, to });
  return to;
}

/** What decoding asks for of a kind; undefined for all of it. Settings that are read later are read from the whole object. */
export const shapeOf =
  (settings: SettingsTime) =>
  (apiVersion: string, kind: string): Shape | undefined =>
    readerOf(apiVersion, kind, settings)?.shape();

/**
 * Whether a document of this kind is worth parsing: it is read, reported as a policy that is not, or a list. Without an
 * `apiVersion` the kind alone decides.
 */
export function isUsedKind(apiVersion: string | undefined, kind: string): boolean {
  if (kind.endsWith(LIST_SUFFIX)) return true;
  if (apiVersion === undefined) return READ_KINDS.has(kind) || UNREAD_POLICY_KINDS.has(kind);
  return readerOf(apiVersion, kind, 'later') !== undefined || unreadPolicy(apiVersion, kind) !== undefined;
}
