/** An object of the input. Cluster-scoped objects have no namespace. */
export interface ObjectRef {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** `namespace/name`, or the bare name of a cluster-scoped object. */
export const qualifiedName = ({ namespace, name }: ObjectRef): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

/** The name of an object in every output: `namespace/name[Kind]`. */
export const objectId = (ref: ObjectRef): string => `${qualifiedName(ref)}[${ref.kind}]`;
