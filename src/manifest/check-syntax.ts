import type { Path } from '../model/location.ts';
import type { Complaints } from './complaints.ts';
import { shown } from './path-text.ts';
import type { Syntax } from './syntax.ts';

/** Rejects a text that is not of the form; `path` and `step` are where it stands, put together only for a complaint. */
export function checkSyntax(
  text: string | undefined,
  syntax: Syntax,
  path: Path,
  step: string | number,
  complaints: Complaints,
): void {
  if (text === undefined || syntax.test(text)) return;
  complaints.invalid([...path, step], `must be ${syntax.demand}, not ${shown(text)}`);
}
