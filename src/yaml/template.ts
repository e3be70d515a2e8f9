import { COLLECTION_STYLE, type Event, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import { BRACE, DASH, isBlank, isBreak } from './characters.ts';

/** What only a Helm chart says: `{{ .Values.x }}`, `{{- include "name" . }}`. */
const HELM = /\{\{-?[ \t]*(?:\.(?:Values|Release|Chart|Capabilities)\b|(?:include|template)[ \t]+["`])/y;

const OPENING = /\{\{-?[ \t]*(?:if|range|with|define|block)\b/g;
const CLOSING = /\{\{-?[ \t]*end\b/g;

function isHelm(text: string, at: number): boolean {
  HELM.lastIndex = at;
  return HELM.test(text);
}

/** The character that ends the run of blanks and dashes before `at`, in the same line; a break at the line's start. */
function characterBefore(text: string, at: number): string {
  let before = at - 1;
  for (; before >= 0; before -= 1) {
    const code = text.charCodeAt(before);
    if (isBreak(code) || !(isBlank(code) || code === DASH)) break;
  }
  return before < 0 ? '\n' : text.charAt(before);
}

const startsLine = (text: string, at: number): boolean => isBreak(characterBefore(text, at).charCodeAt(0));

/** At the start of a line, an item or a value: no author of YAML writes braces there unquoted. */
const isBare = (text: string, at: number): boolean => '\r\n:,['.includes(characterBefore(text, at));

/** The first `{{` of which `isAction` is true, or -1. */
function findBraces(text: string, isAction: (text: string, at: number) => boolean): number {
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at + 1)) if (isAction(text, at)) return at;
  return -1;
}

/** The first template action in a text that is no YAML; -1 where what braces it has do not explain the failure. */
export const findAction = (text: string): number =>
  findBraces(text, (whole, at) => isBare(whole, at) || isHelm(whole, at));

/**
 * The first template action in a text that is YAML by chance: `{{ x }}` reads as a mapping whose key is a mapping, and a
 * line of its own as the rest of the scalar above. Braces in quotes and block scalars belong to others (alerts,
 * workflows) unless they name what only Helm has; -1 where there are none but these.
 */
export function findActionInEvents(source: string, events: readonly Event[]): number {
  for (const event of events) {
    if (event.type === EVENT_ID.MAPPING && event.style === COLLECTION_STYLE.FLOW) {
      if (source.charCodeAt(event.start + 1) === BRACE) return event.start;
    }
    if (event.type !== EVENT_ID.SCALAR || event.valueStart < 0) continue;
    if (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK) continue;
    const isPlain = event.style === SCALAR_STYLE.PLAIN;
    const found = findBraces(
      source.slice(event.valueStart, event.valueEnd),
      (text, at) => (isPlain && startsLine(text, at)) || isHelm(text, at),
    );
    if (found >= 0) return event.valueStart + found;
  }
  return -1;
}

/** How many actions a text opens and does not close: what follows is then part of the template, however it looks. */
export const openActions = (text: string): number =>
  (text.match(OPENING)?.length ?? 0) - (text.match(CLOSING)?.length ?? 0);
