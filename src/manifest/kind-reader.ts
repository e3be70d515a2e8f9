import type { Decoder } from './decoder.ts';
import type { KnownFields } from './generated/known-fields.js';
import type { Validator } from './generated/validators.js';
import type { Syntax } from './syntax.ts';

/** How objects of one kind are read. */
export interface KindReader {
  readonly validate: Validator;
  readonly decode: Decoder;
  readonly clusterScoped?: true;
  /** The form of `metadata.name`, where a wrong one would matter. */
  readonly nameSyntax?: Syntax;
  /** Complete field lists, where an unknown field would change what the author means. */
  readonly fields?: KnownFields;
}

/** A kind, the versions in which it is read, and how. */
export type KindRow = readonly [versions: readonly string[], kind: string, reader: KindReader];
