/** Labels are Maps, never plain objects: a manifest may name a label `__proto__`. */
export type Labels = ReadonlyMap<string, string>;

export const NO_LABELS: Labels = new Map();

/** The label that every namespace carries, set by the API server itself (semantics §1.3). */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';
