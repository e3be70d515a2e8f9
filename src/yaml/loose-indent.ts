import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { isBreak } from './characters.ts';

/** More than the indentation that a block around a flow collection or a quoted scalar is likely to ask for. */
const PAD = ' '.repeat(128);

/** Each line that has to be padded costs another parse: the characters that may be parsed again in all. */
const MOST_WORK = 5_000_000;

/** `pads` are places in the source, ascending, each the start of a line. */
function padded(source: string, pads: readonly number[]): string {
  let text = '';
  let from = 0;
  for (const pad of pads) {
    text += source.slice(from, pad) + PAD;
    from = pad;
  }
  return text + source.slice(from);
}

/** The place in the source of an offset in the padded text. */
function inSource(offset: number, pads: readonly number[]): number {
  let shifted = 0;
  for (const pad of pads) {
    if (offset - shifted < pad + PAD.length) return offset - shifted <= pad ? offset - shifted : pad;
    shifted += PAD.length;
  }
  return offset - shifted;
}

function lineStart(source: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(source.charCodeAt(at - 1))) at -= 1;
  return at;
}

const OFFSETS = ['start', 'valueStart', 'valueEnd', 'anchorStart', 'anchorEnd', 'tagStart', 'tagEnd'];

const eventInSource = (event: Event, pads: readonly number[]): Event => {
  const entries = Object.entries(event).map(([name, value]: [string, unknown]) =>
    OFFSETS.includes(name) && typeof value === 'number' ? [name, inSource(value, pads)] : [name, value],
  );
  return Object.fromEntries(entries) as Event;
};

/**
 * Parses as `parseEvents` does, but lets lines inside brackets and quotes be indented as they like, as Kubernetes does:
 * a closing bracket under the key that it belongs to is common, and js-yaml alone refuses it. Such lines are padded, and
 * the offsets of the events are put back. Throws the first error where padding does not help.
 */
export function parseLoosely(source: string, maxDepth: number): Event[] {
  const pads: number[] = [];
  let text = source;
  let work = 0;
  let firstError: unknown;
  for (;;) {
    try {
      const events = parseEvents(text, { maxDepth });
      return pads.length === 0 ? events : events.map((event) => eventInSource(event, pads));
    } catch (error) {
      firstError ??= error;
      const isDeficient = error instanceof YAMLException && error.reason === 'deficient indentation';
      const line = isDeficient ? lineStart(source, inSource(error.mark?.position ?? 0, pads)) : -1;
      work += text.length;
      if (line <= (pads.at(-1) ?? -1) || work > MOST_WORK) throw firstError;
      pads.push(line);
      text = padded(source, pads);
    }
  }
}
