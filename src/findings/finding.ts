import type { Location } from '../model/location.ts';
import type { Severity } from '../model/problem.ts';

/** Why a finding does not count: somebody said so, or it was known before. */
export interface Suppression {
  readonly source: 'annotation' | 'comment' | 'configuration' | 'baseline';
  /** As the person wrote it; a baseline gives none. */
  readonly reason?: string;
}

/** What is wrong, where, and what belongs to it. */
export interface Finding {
  /** `NG201`. */
  readonly rule: string;
  /** `service-selects-nothing`. */
  readonly name: string;
  readonly severity: Severity;
  /** A sentence without a full stop, for people. */
  readonly message: string;
  /** The object that is to be mended, as `namespace/name[Kind]`; absent where none could be told. */
  readonly object?: string;
  readonly location: Location;
  readonly related: readonly { readonly message: string; readonly location: Location }[];
  /** The same as long as the same thing is wrong with the same object, wherever it stands; unique in one result. */
  readonly fingerprint: string;
  /** Suppressed findings stay in reports for machines, and do not count. */
  readonly suppression?: Suppression;
}
