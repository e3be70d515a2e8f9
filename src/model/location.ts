/** A place in a file: lines and columns count from 1, columns in UTF-16 code units. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A route of keys and indexes into a document, e.g. `['spec', 'ingress', 0, 'from']`. */
export type Path = readonly (string | number)[];

/**
 * Where an object came from. Positions are worked out when somebody asks, so a clean run pays nothing for them.
 * A path that does not exist gives the place of its nearest existing ancestor.
 */
export interface Origin {
  readonly file: string;
  /** The key of a mapping entry, or the start of a sequence item; `[]` is the object itself. */
  locate(path: Path): Location;
  /** The value of a mapping entry (its key where the value is empty or a block scalar). */
  locateValue(path: Path): Location;
  /** The first place of `piece` inside the text at `path`, as written; that of the value where it cannot be found. */
  locateText(path: Path, piece: string): Location;
}

/** A place before anybody asks for its line: a key of an object, or with `on: 'value'` what stands behind it. */
export interface Place {
  readonly origin: Origin;
  readonly path: Path;
  readonly on?: 'key' | 'value';
}

/** A place that belongs to what is said of another, and why. */
export interface RelatedTo extends Place {
  readonly message: string;
}

export const placeLocation = ({ origin, path, on = 'key' }: Place): Location =>
  on === 'key' ? origin.locate(path) : origin.locateValue(path);

export const locationText = ({ file, line, column }: Location): string => `${file}:${line}:${column}`;
