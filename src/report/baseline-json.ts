import { BASELINE_VERSION, type KnownFinding } from '../findings/index.ts';
import { json } from './escape.ts';
import { jsonItems } from './json-items.ts';

/** A baseline as it is written: one finding a line, so that two branches seldom touch the same one. */
export function* baselineJson(known: readonly KnownFinding[]): Generator<string> {
  yield `{\n  "schemaVersion": ${BASELINE_VERSION},\n  "findings": [`;
  yield* jsonItems(known.map(({ fingerprint, rule, object }) => json({ fingerprint, rule, object })));
  yield ']\n}\n';
}
