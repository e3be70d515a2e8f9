import type { Failure } from './parse.ts';

const SEPARATOR = /[\u0085\u2028\u2029]/;
const MESSAGE = 'behind "#" stands a Unicode line separator, at which Kubernetes ends a comment: remove it';

/**
 * Kubernetes reads Unicode's line separators as the end of a line, and so of a comment: what follows could be a field that
 * nobody sees in an editor. YAML 1.2 does not, so a document with one behind a `#` might be misread, and is refused.
 */
export function hiddenBreak(text: string): Failure | undefined {
  if (!SEPARATOR.test(text)) return undefined;
  let isBehindHash = false;
  for (const { 0: mark, index } of text.matchAll(/[\n\r#\u0085\u2028\u2029]/g)) {
    if (mark === '#') isBehindHash = true;
    else if (mark === '\n' || mark === '\r') isBehindHash = false;
    else if (isBehindHash) return { rule: 'NG002', message: MESSAGE, offset: index };
  }
  return undefined;
}
