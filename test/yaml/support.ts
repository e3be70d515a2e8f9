import type { Problem } from '../../src/model/problem.ts';
import {
  DEFAULT_LIMITS,
  type Limits,
  readDocuments,
  type ReadDocument,
  type YamlDocument,
} from '../../src/yaml/index.ts';

/** Kinds that these tests call unused; every other kind is used. */
const UNUSED = new Set(['ConfigMap', 'Secret', 'Unused']);

export const readAll = (text: string, limits: Partial<Limits> = {}): ReadDocument[] => [
  ...readDocuments('file.yaml', text, {
    isUsed: (_, kind) => !UNUSED.has(kind),
    limits: { ...DEFAULT_LIMITS, ...limits },
  }),
];

export const documentsOf = (text: string, limits?: Partial<Limits>): YamlDocument[] =>
  readAll(text, limits).flatMap((read) => (read.type === 'document' ? [read.document] : []));

export const problemsOf = (text: string, limits?: Partial<Limits>): Problem[] =>
  readAll(text, limits).flatMap((read) => (read.type === 'problem' ? [read.problem] : []));

/** The one document of a text that has nothing else. */
export function onlyDocument(text: string): YamlDocument {
  const [read, ...others] = readAll(text);
  if (read?.type !== 'document' || others.length > 0) throw new Error(`not one document: ${JSON.stringify(read)}`);
  return read.document;
}

/** One short line a result: what became of each document of the text. */
export const summaryOf = (text: string): string[] =>
  readAll(text).map((read) => {
    if (read.type === 'document') return `document ${JSON.stringify(read.document.value)}`;
    if (read.type === 'skipped') return `skipped ${read.apiVersion ?? '-'} ${read.kind ?? '-'} ${placeOf(read)}`;
    return `${read.problem.rule} ${placeOf(read.problem)}`;
  });

export const placeOf = ({ location }: Pick<Problem, 'location'>): string =>
  location === undefined ? 'nowhere' : `${location.line}:${location.column}`;
