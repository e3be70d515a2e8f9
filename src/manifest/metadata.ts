import type { Origin } from '../model/location.ts';
import type { ObjectRef } from '../model/object-ref.ts';
import { field, isTrue, items, nonEmptyText, text } from './read.ts';
import type { OwnerRef } from './resource.ts';

/** What the API server appends to a `generateName` is not known; five letters stand for it. */
const GENERATED_SUFFIX = 'xxxxx';

/**
 * The name of an object as far as it can be read, undefined without one. A missing namespace is the one in which the
 * manifest would be applied (semantics §1.1); a cluster-scoped object has none, whatever it says.
 */
export function readRef(object: unknown, kind: string, defaultNamespace: string | undefined): ObjectRef | undefined {
  const metadata = field(object, 'metadata');
  const generateName = nonEmptyText(metadata, 'generateName');
  const name = nonEmptyText(metadata, 'name') ?? (generateName && `${generateName}${GENERATED_SUFFIX}`);
  if (name === undefined) return undefined;
  if (defaultNamespace === undefined) return { kind, name };
  return { kind, namespace: nonEmptyText(metadata, 'namespace') ?? defaultNamespace, name };
}

/** Gives the object with all its fields, of which decoding has been shown some. */
export type Whole = () => unknown;

const given =
  (object: unknown): Whole =>
  () =>
    object;

const readAgain =
  (origin: Origin): Whole =>
  () =>
    origin.whole?.();

/** The whole object, when somebody asks. An object that can be read once more is not held on to. */
export const wholeOf = (object: unknown, origin: Origin): Whole =>
  origin.whole === undefined ? given(object) : readAgain(origin);

/** The owner that controls the object; others merely keep it from being collected. */
export function readOwner(object: unknown): OwnerRef | undefined {
  const owner = items(field(object, 'metadata'), 'ownerReferences').find((reference) =>
    isTrue(reference, 'controller'),
  );
  const apiVersion = text(owner, 'apiVersion');
  const kind = text(owner, 'kind');
  const name = text(owner, 'name');
  if (apiVersion === undefined || kind === undefined || name === undefined) return undefined;
  return { apiVersion, kind, name };
}
