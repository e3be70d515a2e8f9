import { byCodeUnit } from '../model/order.ts';
import { pageCommand } from './rule-text.ts';
import type { Style } from './style.ts';
import { wrapped } from './wrap.ts';

/** The address of the page of a rule; none where nobody could open it. */
export type PageAddress = (rule: string) => string | undefined;

/** Where to read on about these rules, once each: a command, and on a terminal a link to the page. */
export function* rulePageLines(rules: Iterable<string>, addressOf: PageAddress, style: Style): Generator<string> {
  const ids = [...new Set(rules)].sort(byCodeUnit);
  if (ids.length === 0) return;
  const withLink = (text: string, id: string): string => {
    const address = addressOf(id);
    return address === undefined ? text : text.replace(id, style.link(id, address));
  };
  // Links come after the lines are broken: they have a length that nobody sees.
  yield `${ids.reduce(withLink, wrapped(`${pageCommand('<rule>')} says why, and how to mend it: `, ids.join(', '), 2))}\n`;
}
