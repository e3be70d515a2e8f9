import { constructFromEvents, type Event, EVENT_ID, YAMLException } from 'js-yaml';
import { exceedsNodes } from './node-count.ts';
import { APOSTROPHE, QUOTE } from './characters.ts';
import type { Limits } from './limits.ts';
import { parseLoosely } from './loose-indent.ts';
import { kubernetesSchema } from './schema.ts';

/** Why a document could not be read. `offset` counts from the start of the text that was parsed. */
export interface Failure {
  readonly rule: 'NG002' | 'NG005';
  readonly message: string;
  readonly offset: number;
}

export type Result<Value> = { readonly value: Value } | { readonly failure: Failure };

/** The message of a limit that a document goes beyond. */
export const exceeded = (how: string): string => `a limit on one document is exceeded: ${how}`;

const LIMIT_REASON = /^(?:nesting exceeded|aliases exceeded|merge keys exceeded|abnormal merge)/;

/** The parts of a reason that quote the source, which may be a secret: names of tags and anchors. */
const QUOTATION = / ?(?:"[^]*"|!<[^]*>|: [^]*$)/g;

/**
 * Only `reason` and the position are taken from js-yaml's exception, and what the reason quotes is cut out: its message
 * shows lines of the source. An exception of another type, though none is known, costs the document too, not the run.
 */
function failureOf(error: unknown, source: string): Failure {
  if (!(error instanceof YAMLException)) return { rule: 'NG002', message: 'this is no readable YAML', offset: 0 };
  const reason = error.reason.replace(QUOTATION, '');
  const isLimit = LIMIT_REASON.test(reason);
  const at = error.mark?.position ?? 0;
  const before = source.charCodeAt(at - 1);
  // js-yaml points behind the opening quote of a key.
  const isQuotedKey = reason === 'duplicated mapping key' && (before === QUOTE || before === APOSTROPHE);
  return {
    rule: isLimit ? 'NG005' : 'NG002',
    message: isLimit ? exceeded(reason) : `this is no valid YAML: ${reason}`,
    offset: isQuotedKey ? at - 1 : at,
  };
}

/** The events of one document's text. */
export function parseText(source: string, { depth }: Pick<Limits, 'depth'>): Result<Event[]> {
  try {
    return { value: parseLoosely(source, depth) };
  } catch (error) {
    return { failure: failureOf(error, source) };
  }
}

/** Where the first node of a document starts: behind anchor and tag, for a collection; else at its content. */
export function rootOffset(events: readonly Event[], content: number): number {
  const root = events[1];
  return root?.type === EVENT_ID.MAPPING || root?.type === EVENT_ID.SEQUENCE ? root.start : content;
}

/**
 * The value that the events of one document stand for. Safe to walk: without aliases it is a tree no larger than its
 * text, and with them its nodes are counted, cycles and all, as often as a walk would meet them.
 */
export function construct(source: string, events: Event[], limits: Limits): Result<unknown> {
  try {
    const options = { source, schema: kubernetesSchema(), maxAliases: limits.aliases };
    const [value, ...others] = constructFromEvents(events, options);
    if (others.length > 0) throw new YAMLException('more than one document without a marker between them');
    const alias = events.find(({ type }) => type === EVENT_ID.ALIAS);
    if (alias?.type !== EVENT_ID.ALIAS || !exceedsNodes(value, limits.documentNodes)) return { value };
    const message = exceeded(`aliases make more than ${limits.documentNodes} nodes of it`);
    return { failure: { rule: 'NG005', message, offset: alias.anchorStart - 1 } };
  } catch (error) {
    return { failure: failureOf(error, source) };
  }
}
