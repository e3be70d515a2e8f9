import { type ObjectRef, qualifiedName } from '../model/object-ref.ts';

/** An object as sentences call it: `Ingress shop/web`. */
export const called = (ref: ObjectRef): string => `${ref.kind} ${qualifiedName(ref)}`;
