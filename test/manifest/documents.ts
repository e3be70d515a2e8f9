import { decodeDocument, type Decoded } from '../../src/manifest/index.ts';
import { locationText, type Location } from '../../src/model/location.ts';
import type { Problem } from '../../src/model/problem.ts';
import { readDocuments } from '../../src/yaml/index.ts';

/** All that the documents of a text decode to, none of them skipped unread. */
export function decodeText(text: string, defaultNamespace = 'default'): Decoded {
  const decoded = [...readDocuments('a.yaml', text, { isUsed: () => true })].map((read) => {
    if (read.type !== 'document') throw new Error(`not a document: ${JSON.stringify(read)}`);
    return decodeDocument(read.document, { defaultNamespace });
  });
  return {
    resources: decoded.flatMap(({ resources }) => resources),
    problems: decoded.flatMap(({ problems }) => problems),
    skipped: decoded.flatMap(({ skipped }) => skipped),
    ignores: decoded.flatMap(({ ignores }) => ignores),
  };
}

/** A value that stands in no file. */
export const decodeValue = (value: unknown): Decoded => {
  const nowhere = (): Location => ({ file: 'a.yaml', line: 1, column: 1 });
  const origin = { file: 'a.yaml', locate: nowhere, locateValue: nowhere, locateText: nowhere };
  const document = { value, origin, comments: () => [] };
  return decodeDocument(document, { defaultNamespace: 'default' });
};

/** `a.yaml:3:5 NG004 message` */
export const problemText = ({ rule, message, location }: Problem): string =>
  `${location === undefined ? '' : locationText(location)} ${rule} ${message}`;

export const problemsOf = (text: string): string[] => decodeText(text).problems.map(problemText);

/** Takes the mark `^` out of a text: the place that a problem must show. */
export function marked(text: string): { text: string; location: Location } {
  const before = text.slice(0, text.indexOf('^')).split('\n');
  const location = { file: 'a.yaml', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return { text: text.replace('^', ''), location };
}
