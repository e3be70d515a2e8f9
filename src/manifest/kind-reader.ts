import type { Shape } from '../model/shape.ts';
import type { Decoder } from './decoder.ts';
import type { Syntax } from './syntax.ts';

/** How objects of one kind are read. */
export interface KindReader {
  /** Made when it is first asked for: most inputs have few kinds. */
  readonly shape: () => Shape;
  readonly decode: Decoder;
  /** Reads the settings of containers with the rest, instead of later. */
  readonly withSettings?: KindReader;
  readonly clusterScoped?: true;
  /** The form of `metadata.name`, where a wrong one would matter. */
  readonly nameSyntax?: Syntax;
}

/** A kind, the versions in which it is read, and how. */
export type KindRow = readonly [versions: readonly string[], kind: string, reader: KindReader];
