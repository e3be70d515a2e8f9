import { expect } from 'vitest';
import type { Resource } from '../../src/manifest/index.ts';
import { decodeText, marked } from './documents.ts';

/** The API server rejects the text for one reason, at the mark `^` in it. */
export function expectRejected(text: string, message: string): void {
  const { text: plain, location } = marked(text);
  const { resources, problems } = decodeText(plain);
  expect(problems.map(({ rule, message, location }) => ({ rule, message, location }))).toEqual([
    { rule: 'NG004', message, location },
  ]);
  expect(resources).toEqual([]);
}

/** The one resource of a text that has no problem. */
export function decodeOne(text: string): Resource {
  const { resources, problems } = decodeText(text);
  expect(problems).toEqual([]);
  expect(resources).toHaveLength(1);
  const [resource] = resources;
  if (resource === undefined) throw new Error('nothing was read');
  return resource;
}
