import type { Location, Origin } from '../model/location.ts';
import type { Problem } from '../model/problem.ts';
import type { Shape } from '../model/shape.ts';

/** A comment as written, without the `#` and the blanks around it. */
export interface Comment {
  readonly text: string;
  readonly location: Location;
}

/** One YAML (or JSON) document: plain values, with positions and comments on demand. */
export interface YamlDocument {
  /** Mappings are plain objects: read them with `Object.hasOwn`, for keys may be `__proto__`. */
  readonly value: unknown;
  /** Where the value stands. It does not hold the value, so that what is kept of a document is its text alone. */
  readonly origin: Origin;
  /** The shape that it was read for, where all of it is known to meet what that demands. */
  readonly soundFor?: Shape | undefined;
  /** Those in which `mark` stands: where no comment can hold it, the document need not be read once more. */
  comments(mark?: string): readonly Comment[];
}

/** What became of one piece of a file: a document, or an item of a list, which counts to the document before it. */
export type ReadDocument =
  | { readonly type: 'document'; readonly document: YamlDocument; readonly isItem: boolean }
  /** Of a kind that is not used, seen before parsing; `kind` is `undefined` where the text does not say. */
  | {
      readonly type: 'skipped';
      readonly apiVersion?: string;
      readonly kind?: string;
      readonly location: Location;
      readonly isItem: boolean;
    }
  | { readonly type: 'problem'; readonly problem: Problem };
