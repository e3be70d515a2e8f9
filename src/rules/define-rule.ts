import { type Place, placeLocation, type RelatedTo } from '../model/location.ts';
import { objectId, type ObjectRef } from '../model/object-ref.ts';
import type { Severity } from '../model/problem.ts';
import { remember } from '../model/remember.ts';
import type { RelatedPlace, Reported } from '../model/reported.ts';
import type { RuleContext } from './rule-context.ts';

/** The names between braces in a message. */
type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** Something to point at. */
export type Target = Place;

export type RelatedTarget = RelatedTo;

interface HitBase {
  /** The object that is to be mended. */
  readonly object: ObjectRef;
  readonly at: Target;
  readonly related?: readonly RelatedTarget[];
  /** What tells this hit from others of the rule on the same object; see `Reported.key`. */
  readonly key?: string;
  /** Where this one weighs less or more than the rule does. */
  readonly severity?: Severity;
}

/** One place that a rule reports, with a value for each placeholder of the message that it chose. */
export type Hit<Messages extends Readonly<Record<string, string>>> = {
  [Id in keyof Messages & string]: HitBase & {
    readonly message: Id;
    readonly data: Readonly<Record<Placeholder<Messages[Id]>, string | number>>;
  };
}[keyof Messages & string];

interface RuleText {
  readonly id: `NG${number}`;
  readonly name: string;
  readonly severity: Severity;
  /** When it fires, as one sentence with a full stop: what the index of rules says. */
  readonly summary: string;
}

interface RuleDefinition<Messages extends Readonly<Record<string, string>>> extends RuleText {
  /** Sentences without a full stop; `{name}` stands for `data.name`. */
  readonly messages: Messages;
  readonly check: (context: RuleContext) => Iterable<Hit<Messages>>;
}

/** A rule as the rest of the program sees it. */
export interface Rule extends RuleText {
  readonly run: (context: RuleContext) => Generator<Reported>;
}

const locator = (target: Target) => () => placeLocation(target);

/** What stands between the placeholders of a message and, in turn, their names. */
const partsOf = remember((message: string) => message.split(/\{(\w+)\}/));

function fill(message: string, data: Readonly<Record<string, string | number>>): string {
  let text = '';
  for (const [place, part] of partsOf(message).entries()) text += place % 2 === 0 ? part : String(data[part]);
  return text;
}

/**
 * Makes a rule of metadata, messages and a pure generator over the context. The compiler holds the data of a hit to the
 * placeholders of its message.
 */
export function defineRule<const Messages extends Readonly<Record<string, string>>>(
  definition: RuleDefinition<Messages>,
): Rule {
  const { id, name, severity, summary, messages, check } = definition;
  return {
    id,
    name,
    severity,
    summary,
    *run(context) {
      for (const hit of check(context)) {
        const related = (hit.related ?? []).map((target): RelatedPlace => ({
          message: target.message,
          locate: locator(target),
        }));
        yield {
          rule: id,
          name,
          severity: hit.severity ?? severity,
          message: fill(messages[hit.message] ?? '', hit.data),
          object: objectId(hit.object),
          locate: locator(hit.at),
          related,
          key: hit.key ?? '',
        };
      }
    },
  };
}
