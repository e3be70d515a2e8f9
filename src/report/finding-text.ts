import type { Finding } from '../findings/index.ts';
import type { Severity } from '../model/problem.ts';
import { commandFree, visible } from './escape.ts';
import { placeInFile } from './problem-text.ts';
import type { Style } from './style.ts';

const paintOf = ({ bad, doubtful, faint }: Style): Readonly<Record<Severity, (text: string) => string>> => ({
  error: bad,
  warning: doubtful,
  info: faint,
});

/** `path:line:column severity NG201 name: message`, with the related places below it; suppressed ones are left out. */
export function* findingLines(findings: readonly Finding[], style: Style): Generator<string> {
  const paint = paintOf(style);
  for (const { rule, name, severity, message, location, related, suppression } of findings) {
    if (suppression !== undefined) continue;
    const place = style.strong(placeInFile(location));
    yield `${commandFree(`${place} ${paint[severity](severity)} ${rule} ${name}: ${visible(message)}`)}\n`;
    for (const { message: text, location: other } of related) yield `  ${placeInFile(other)} ${visible(text)}\n`;
  }
}
