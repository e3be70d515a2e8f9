import type { Location } from './location.ts';
import type { Severity } from './problem.ts';

/** A place that belongs to what is reported: the rule that decides, the label that nearly matched. */
export interface RelatedPlace {
  readonly message: string;
  /** Worked out when asked for: a place costs a look into the text. */
  readonly locate: () => Location;
}

/** What a rule has to say about one place of the input, before it becomes a finding. */
export interface Reported {
  /** `NG201`. */
  readonly rule: string;
  /** `service-selects-nothing`. */
  readonly name: string;
  readonly severity: Severity;
  /** A sentence without a full stop, for people. */
  readonly message: string;
  /** The object that is to be mended, as `namespace/name[Kind]`. */
  readonly object: string;
  readonly locate: () => Location;
  readonly related: readonly RelatedPlace[];
  /**
   * Tells it from other reports of the same rule on the same object: the name of a port or of a client. It outlives moved
   * lines and renamed files, so it holds no place and no number of a list item where there is something better.
   */
  readonly key: string;
}
