import { objectId, type ObjectRef } from '../model/object-ref.ts';
import type { Origin, Path } from '../model/location.ts';
import { PROBLEM_RULES, type Problem } from '../model/problem.ts';
import { pathText } from './path-text.ts';

/** What is wrong in one place of an object. */
export interface Complaint {
  readonly rule: 'NG004' | 'NG007' | 'NG008';
  readonly path: Path;
  /** The part of the entry that the location shows. */
  readonly place: 'key' | 'value';
  readonly message: string;
}

/** So many of each severity are kept for one object: the first ones tell the story, and hostile input is cut short. */
const MOST = 5;

const NONE: readonly Complaint[] = [];

const withOneMore = (list: readonly Complaint[], complaint: Complaint): readonly Complaint[] =>
  list.length < MOST ? [...list, complaint] : list;

/** Collects what is wrong with one object while it is decoded, in the order in which it is found. */
export class Complaints {
  /** Most objects have none, and make no list for them. */
  #errors = NONE;
  #warnings = NONE;
  #count = 0;

  /** How many there were, those that are not kept among them. */
  get count(): number {
    return this.#count;
  }

  get empty(): boolean {
    return this.#count === 0;
  }

  /** True when the API server would reject the object, so that it must have no effect. */
  get rejected(): boolean {
    return this.#errors.length > 0;
  }

  /** True when one more warning would be dropped, and need not be worked out. */
  get enoughWarnings(): boolean {
    return this.#warnings.length >= MOST;
  }

  add(complaint: Complaint): void {
    this.#count += 1;
    if (PROBLEM_RULES[complaint.rule].severity === 'error') this.#errors = withOneMore(this.#errors, complaint);
    else this.#warnings = withOneMore(this.#warnings, complaint);
  }

  /** A value that the API server rejects; `demand` goes on after the path: `must be …`. */
  invalid(path: Path, demand: string): void {
    this.add({ rule: 'NG004', path, place: 'value', message: `${pathText(path)} ${demand}` });
  }

  /** A field that must be there: the location is what should hold it. */
  missing(path: Path, when = ''): void {
    this.add({ rule: 'NG004', path, place: 'key', message: `${pathText(path)} is missing${when}` });
  }

  /** Positions are worked out here, for what is reported and for nothing else. */
  problems(origin: Origin, object: ObjectRef | undefined): Problem[] {
    return [...this.#errors, ...this.#warnings].map(({ rule, path, place, message }) => ({
      rule,
      message,
      ...(object === undefined ? {} : { object: objectId(object) }),
      location: place === 'key' ? origin.locate(path) : origin.locateValue(path),
    }));
  }
}
