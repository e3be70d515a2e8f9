import { field, items, nonEmptyText, text } from './read.ts';

/** What a rule matches, as people write it. */
export type MatchText = (match: unknown) => string;

/** Only the names: a value may be a token. */
const namesOf = (match: unknown, key: string, word: string): string[] =>
  items(match, key).map((entry) => `${word} ${text(entry, 'name') ?? ''}`);

const withConditions = (what: string, conditions: readonly string[]): string =>
  conditions.length === 0 ? what : `${what} (${conditions.join(', ')})`;

const notDefault = (type: string | undefined, usual: string): string[] =>
  type === undefined || type === usual ? [] : [type];

/** `/api`, `GET /x (Exact)`, `/ (header x-canary)`: without a path, every path. */
export const httpMatchText: MatchText = (match) => {
  const path = field(match, 'path');
  const method = nonEmptyText(match, 'method');
  const value = nonEmptyText(path, 'value') ?? '/';
  return withConditions(method === undefined ? value : `${method} ${value}`, [
    ...notDefault(nonEmptyText(path, 'type'), 'PathPrefix'),
    ...namesOf(match, 'headers', 'header'),
    ...namesOf(match, 'queryParams', 'query'),
  ]);
};

/** `shop.Cart/Add`, `shop.Cart/*`: without a method, every one. */
export const grpcMatchText: MatchText = (match) => {
  const method = field(match, 'method');
  const service = nonEmptyText(method, 'service') ?? '*';
  return withConditions(`${service}/${nonEmptyText(method, 'method') ?? '*'}`, [
    ...notDefault(nonEmptyText(method, 'type'), 'Exact'),
    ...namesOf(match, 'headers', 'header'),
  ]);
};
