import { type Location, locationText } from '../model/location.ts';
import { PROBLEM_RULES, type Problem, type Severity, type WeighedProblem } from '../model/problem.ts';
import { commandFree, visible } from './escape.ts';
import type { Style } from './style.ts';

const paintOf = ({ bad, doubtful, faint }: Style): Readonly<Record<Severity, (text: string) => string>> => ({
  error: bad,
  warning: doubtful,
  info: faint,
});

/** A place as editors and terminals find it: `shop/web.yaml:3:1`. */
export const placeInFile = (location: Location): string => visible(locationText(location));

/** The places that belong to what is said above, one line each. */
export function* relatedLines(related: NonNullable<Problem['related']>): Generator<string> {
  for (const { message, location } of related)
    yield `${commandFree(`  ${placeInFile(location)} ${visible(message)}`)}\n`;
}

/** `path:line:column severity NG002 name: message`, with the related places below it. */
export function* problemLines(problems: readonly WeighedProblem[], style: Style): Generator<string> {
  const paint = paintOf(style);
  for (const { rule, message, location, related = [], severity = PROBLEM_RULES[rule].severity } of problems) {
    const { name } = PROBLEM_RULES[rule];
    const place = location === undefined ? '' : `${style.strong(placeInFile(location))} `;
    yield `${commandFree(`${place}${paint[severity](severity)} ${rule} ${name}: ${visible(message)}`)}\n`;
    yield* relatedLines(related);
  }
}
