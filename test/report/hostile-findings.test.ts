import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/report/escape.ts';
import {
  analysisText,
  findingsCsv,
  findingsGithub,
  findingsGitlab,
  findingsJsonl,
  findingsJunit,
  findingsMarkdown,
  findingsSarif,
  PLAIN,
  wrongLines,
} from '../../src/report/index.ts';
import { analyzeText, pod } from '../support/manifests.ts';
import { HOSTILE } from './hostile.ts';
import { junitErrors, readCodeQuality, readCommand, readCsv, readSarif } from './readers.ts';
import { text } from './support.ts';
import { CATALOGUE, withTexts } from './wrong.ts';

const CASES = HOSTILE.map((hostile): [shown: string, hostile: string] => [visible(hostile), hostile]);
const ALL = withTexts(HOSTILE);
const analysis = analyzeText(pod('a', ''));

const sarif = (wrong: typeof ALL): string =>
  text(findingsSarif(wrong, { version: '1.2.3', rules: CATALOGUE, baselined: false }));

const FORMATS: Readonly<Record<string, (wrong: typeof ALL) => string>> = {
  text: (wrong) => text(analysisText({ ...analysis, ...wrong }, PLAIN, { command: 'netgraph list m', isAll: true })),
  quiet: (wrong) => text(wrongLines({ ...analysis, ...wrong }, PLAIN)),
  sarif,
  junit: (wrong) => text(findingsJunit(wrong)),
  github: (wrong) => text(findingsGithub(wrong)),
  gitlab: (wrong) => text(findingsGitlab(wrong)),
  csv: (wrong) => text(findingsCsv(wrong)).replaceAll('\r\n', '\n'),
  jsonl: (wrong) => text(findingsJsonl(wrong)),
  md: (wrong) => text(findingsMarkdown(wrong, ['map\n'])),
};

/** Every token of a page, those inside others too. */
function* tokensOf(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    const { tokens: inner = [] } = token as { tokens?: readonly Token[] };
    yield* tokensOf(inner);
    if (token.type !== 'table') continue;
    const { header, rows } = token as { header: { tokens: Token[] }[]; rows: { tokens: Token[] }[][] };
    for (const cell of [...header, ...rows.flat()]) yield* tokensOf(cell.tokens);
  }
}

describe('texts that wish the reader ill', () => {
  it('are enough of them', () => {
    expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(40);
  });

  it.each(Object.keys(FORMATS))('leave nothing unseen in %s', (format) => {
    const lines = (FORMATS[format]?.(ALL) ?? '').split('\n');
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => visible(line) !== line)).toEqual([]);
  });

  it.each(Object.keys(FORMATS).filter((format) => format !== 'github'))('are no workflow command in %s', (format) => {
    const lines = (FORMATS[format]?.(ALL) ?? '').split('\n');
    expect(lines.filter((line) => /^\s*(?:::[a-z]|##\[)/.test(line))).toEqual([]);
  });

  it('keep SARIF to its schema, and its addresses to addresses', () => {
    const { results } = readSarif(sarif(ALL));
    expect(results).toHaveLength(ALL.findings.length);
    for (const { locations } of results)
      for (const { physicalLocation } of locations)
        expect(physicalLocation.artifactLocation.uri).toMatch(/^(?:[\w.~!*'()/-]|%[0-9A-F]{2})+$/);
    const uris = results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? '');
    expect(uris.map(decodeURIComponent)).toEqual(
      ALL.findings.map(({ location }) => location.file.replace(/\p{Cs}/gu, '\ufffd')),
    );
  });

  it('keep JUnit to its schema', async () => {
    expect(await junitErrors(text(findingsJunit(ALL)))).toEqual([]);
  });

  it('come back from JSON lines as they were', () => {
    const lines = text(findingsJsonl(ALL)).trimEnd().split('\n');
    const messages = lines.map((line) => (JSON.parse(line) as { message: string }).message);
    expect(messages).toEqual([...HOSTILE, ...HOSTILE]);
  });

  it('stay in their field of Code Quality', () => {
    const issues = readCodeQuality(text(findingsGitlab({ ...ALL, problems: [] })));
    expect(issues.map(({ location }) => location.path)).toEqual(HOSTILE);
  });

  it('are no formula, and no line of their own, in CSV', () => {
    const rows = readCsv(text(findingsCsv(ALL)));
    expect(rows).toHaveLength(1 + 2 * HOSTILE.length);
    expect(rows.flat().filter((field) => /^[=+\-@\t\r]/.test(field))).toEqual([]);
  });

  it.each(CASES)('one annotation says %s and nothing else', (shown, hostile) => {
    const { findings } = withTexts([hostile]);
    const lines = text(findingsGithub({ findings, problems: [] }))
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => line.startsWith('::'))).toEqual([true, false]);
    const { level, properties, message } = readCommand(lines[0] ?? '');
    expect(level).toBe('error');
    expect(message).toBe(`${shown}\n${visible(`${hostile}:1:1`)} ${shown}`);
    expect([...properties]).toEqual([
      ['file', shown],
      ['line', '1'],
      ['col', '1'],
      ['title', 'NG201 service-selects-nothing'],
    ]);
  });

  it.each(CASES)('Markdown takes %s for text', (_, hostile) => {
    const page = text(findingsMarkdown(withTexts([hostile]), ['map\n']));
    const tokens = [...tokensOf(marked.lexer(page))];
    const tables = tokens.filter(({ type }) => type === 'table') as unknown as { rows: unknown[][] }[];
    expect(tables.map(({ rows }) => rows.map((row) => row.length))).toEqual([[[3]], [[3]]].flat());
    expect(tokens.filter(({ type }) => ['link', 'image', 'strong', 'em', 'del'].includes(type))).toEqual([]);
    const html = tokens.filter(({ type }) => type === 'html').map(({ raw }) => raw.trim());
    expect(
      html.filter((tag) => !/^(?:<!-- netgraph -->|<br>|<details><summary>[\w: ]+<\/summary>|<\/details>)$/.test(tag)),
    ).toEqual([]);
    const words = tokens.filter(({ type }) => type === 'text').map(({ raw }) => raw);
    expect(words.filter((word) => /[@#<>]|https?:|www\./.test(word))).toEqual([]);
  });

  it('stay in the block of the connectivity', () => {
    for (const hostile of HOSTILE) {
      const page = text(findingsMarkdown({ findings: [], problems: [] }, [`${visible(hostile)}\n`]));
      const code = [...tokensOf(marked.lexer(page))].filter(({ type }) => type === 'code');
      expect(code.map((token) => (token as unknown as { text: string }).text)).toEqual([visible(hostile)]);
    }
  });
});
