import { portsText, type PortSet } from '../model/port-set.ts';
import type { Asked, Assumption, DirectionVerdict, PortExplanation, QueryAnswer } from '../reach/index.ts';
import { assumptionLines } from './assumption-text.ts';
import { commandFree, visible } from './escape.ts';
import { placeInFile } from './problem-text.ts';
import type { Style } from './style.ts';
import { directionLines } from './verdict-text.ts';
import { type NamedAnswer, type QueryBreak, viaText } from './via.ts';

/** What is open of the ports asked for; every port was asked for when none was named. */
function openText({ allowed, ports, port }: QueryAnswer): string {
  if (port !== undefined) return `${port.protocol} ${port.port}`;
  if (!allowed) return 'any port';
  const open = portsText(ports);
  return open === 'all ports' ? open : `${open}, and on no other port`;
}

function* explanationLines(
  { from, to, port, allowed }: QueryAnswer,
  { verdict, nearest }: PortExplanation,
  style: Style,
): Generator<string> {
  const { egress, ingress } = verdict;
  // Where other ports are open, what came nearest for the rest of them is no news.
  const told = port === undefined && allowed ? [] : nearest;
  const word = ({ allowed }: DirectionVerdict): string => (allowed ? style.good('allowed') : style.bad('denied'));
  const name = ({ text }: Asked): string => visible(text);
  yield `  Egress from ${name(from)}: ${word(egress)}\n`;
  for (const line of directionLines(egress, from, to, told)) yield `    ${line}\n`;
  yield `  Ingress to ${name(to)}: ${word(ingress)}\n`;
  for (const line of directionLines(ingress, to, from, told)) yield `    ${line}\n`;
}

/** Why, for each stretch of ports: whatever is allowed first; the last stretch of all ports needs no numbers. */
export function* stretchLines(answer: QueryAnswer, style: Style): Generator<string> {
  const { explanations } = answer;
  const sorted = [true, false].flatMap((allowed) => explanations.filter(({ verdict }) => verdict.allowed === allowed));
  for (const [i, explanation] of sorted.entries()) {
    const isRest = i === sorted.length - 1;
    const ports: PortSet = explanation.ports;
    const title = isRest ? 'Every other port' : portsText(ports);
    if (sorted.length > 1) yield `\n${title}: ${explanation.verdict.allowed ? 'allowed' : 'denied'}\n`;
    else yield '\n';
    yield* explanationLines(answer, explanation, style);
  }
}

function* answerLines(answer: NamedAnswer, style: Style): Generator<string> {
  const { from, to, allowed, via } = answer;
  if (via !== undefined) yield `${commandFree(viaText(via))}\n`;
  const word = allowed ? style.good('ALLOWED') : style.bad('DENIED');
  yield `${commandFree(`${style.strong(word)}  ${visible(from.text)} → ${visible(to.text)} on ${openText(answer)}`)}\n`;
  yield* stretchLines(answer, style);
}

function* breakLines({ from, to, message, location }: QueryBreak, style: Style): Generator<string> {
  const place = location === undefined ? '' : ` (${placeInFile(location)})`;
  yield `${commandFree(`${style.strong(style.bad('DENIED'))}  ${visible(from)} → ${visible(to)}`)}\n`;
  yield `\n  ${visible(message)}${place}\n`;
}

/**
 * The verdict first, then why: for each direction the policies that select the endpoint and the rule that decided. There
 * are several answers where the pods of a workload differ, policies cut the range of addresses asked for, or a name leads
 * to several pods; `breaks` are names that lead to none.
 */
export function* queryText(
  answers: readonly NamedAnswer[],
  assumptions: readonly Assumption[],
  style: Style,
  breaks: readonly QueryBreak[] = [],
): Generator<string> {
  const parts = [
    ...answers.map((answer) => answerLines(answer, style)),
    ...breaks.map((each) => breakLines(each, style)),
  ];
  for (const [i, lines] of parts.entries()) {
    if (i > 0) yield '\n';
    yield* lines;
  }
  if (assumptions.length === 0) return;
  yield `\n${style.strong('This rests on what the manifests do not say:')}\n`;
  yield* assumptionLines(assumptions, style);
}
