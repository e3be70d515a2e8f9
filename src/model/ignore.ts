import type { Location } from './location.ts';

/** What a manifest says of findings that are not to count: the rules as written, ids or names, and why. */
interface IgnoreText {
  readonly rules: readonly string[];
  /** Empty where nobody gave one. */
  readonly reason: string;
}

/** `netgraph/ignore: "NG101,NG301: reason"` on an object or its pod template. */
export interface AnnotationIgnore extends IgnoreText {
  readonly source: 'annotation';
  /** The object that bears it; of what a controller made, the controller too. As `namespace/name[Kind]`. */
  readonly objects: readonly string[];
  /** On what a controller made: nobody wrote it there, so nobody is told when it is of no use. */
  readonly isCopy: boolean;
  /** Worked out when asked for. */
  readonly locate: () => Location;
}

/** `# netgraph-ignore NG301: reason` on a line, or above it. */
export interface CommentIgnore extends IgnoreText {
  readonly source: 'comment';
  /** Where the comment stands. */
  readonly location: Location;
  /** The line of its file that it speaks of. */
  readonly line: number;
}

/** An entry of `suppress` in the configuration. */
export interface ConfiguredIgnore extends IgnoreText {
  readonly source: 'configuration';
  /** Globs; absent where anything will do. */
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** The last day on which it holds, as `2026-12-31`. */
  readonly until?: string;
  readonly location: Location;
}

export type Ignore = AnnotationIgnore | CommentIgnore | ConfiguredIgnore;

const FORM = /^\s*([\w-]{1,64}(?:[\s,]+[\w-]{1,64})*)\s*(?::([^]*))?$/;

/** Reads `NG101,NG301: reason`; undefined where it names no rule. */
export function readIgnoreText(text: string): IgnoreText | undefined {
  const [, rules, reason = ''] = FORM.exec(text) ?? [];
  return rules === undefined ? undefined : { rules: rules.split(/[\s,]+/), reason: reason.trim() };
}
