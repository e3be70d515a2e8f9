import type { Random } from '../support/random.ts';

/** Texts that mean something to YAML, or look as if they did. */
const SNIPPETS = [
  ...Array.from('-:?#,[]{}&*!|>\'"%@`\\~ \t\n\r<=./_0178nyeE+'),
  ...'- ·: · #·#·\n\n·\r\n·  ·---·...·--- ·\n---\n·\n...\n·? ·- - ·-\n·:\n'.split('·'),
  ...'|·|-·|+·|2·>·>-·| # c·{}·[]·{a: b}·[a, b]·[a: b]·{a}·{"a":1}·[-]·{?}'.split('·'),
  ...'null·true·yes·No·on·OFF·0·-0·0755·0x1F·0o7·1_000·1e3·.5·-.inf·.nan·+1·2001-01-01·1:30'.split('·'),
  ..."<<·<<: ·__proto__·constructor·&a ·*a·!x ·!!str ·''·\"\"·'a''b'·\"a\\nb\"·\"a\": ·'b': ".split('·'),
  ...'123456789012345·1234567890123456789·10.0.0.0/8·500m·12e·1.·-·\u{1f600}·é'.split('·'),
  ...Array.from('\u0000\u0007\u007f\u0085\u00a0\u2028\ufeff\uffff'),
  ...['\ud800', '\udc00'],
  ...String.raw`\u0041·\/·\"·\x41·\ud83d\ude00·\·":·",·: "·,\n·{}·[]·{"a":·}·]·1.5e3·-0·true`.split('·'),
];

const VALUES = [
  ...'{}·[]·[a, "b"]·{a: 1, "b": x}·[a:, b]·[a: b]·{a: b:}·{"a":b}·{a:b}·[[a], {b: []}]'.split('·'),
  ...'·~·0·1e3·yes·-1·08·a #b·a#b·a: b·- a·? a·-·a:·:a·<<·&a b·*a·!x a·@a·%a·|+·>-'.split('·'),
  ...String.raw`'it''s'·"a#b"·"a\tb"·"a\"b"·"a" b·"a"#b·"a" # b·'a' : b·"a·'a''·'a\'·"\x41"`.split('·'),
];

const WORDS = ['a', 'b', 'name', 'x y', '"q"', 'spec', '1', 'on'];

type Mutation = (lines: string[], random: Random, others: readonly string[]) => void;

const lineOf = (lines: readonly string[], random: Random): number => random.below(Math.max(1, lines.length));

/** Changes the text of one line at one place. */
const atPlace =
  (change: (line: string, at: number, random: Random) => string): Mutation =>
  (lines, random) => {
    const index = lineOf(lines, random);
    const line = lines[index] ?? '';
    lines[index] = change(line, random.below(line.length + 1), random);
  };

/** Changes one line as a whole. */
const onLine =
  (change: (line: string, random: Random) => readonly string[]): Mutation =>
  (lines, random) => {
    const index = lineOf(lines, random);
    lines.splice(index, 1, ...change(lines[index] ?? '', random));
  };

const indentOf = (line: string): string => /^ */.exec(line)?.[0] ?? '';
const spaces = (random: Random, most: number): string => ' '.repeat(random.below(most + 1));

const MUTATIONS: readonly Mutation[] = [
  atPlace((line, at) => line.slice(0, at) + line.slice(at + 1)),
  atPlace((line, at, random) => line.slice(0, at) + random.pick(SNIPPETS) + line.slice(at)),
  atPlace((line, at, random) => line.slice(0, at) + random.pick(SNIPPETS) + line.slice(at + 1)),
  atPlace((line, at) => line.slice(0, at) + line.charAt(at + 1) + line.charAt(at) + line.slice(at + 2)),
  atPlace((line, at) => line.slice(0, at) + '\n' + line.slice(at)),
  onLine((line) => [line, line]),
  onLine(() => []),
  onLine((line, random) => [spaces(random, 4) + line]),
  onLine((line, random) => [line.slice(random.below(3))]),
  onLine((line, random) => [
    indentOf(line) + '- ' + line.trimStart(),
    ...random.list(0, 1, () => `${indentOf(line)}  b: c`),
  ]),
  onLine((line, random) => [line + random.pick(SNIPPETS)]),
  onLine((line, random) => [line + spaces(random, 3) + '# comment']),
  onLine((line, random) => [line, spaces(random, 8) + '# comment']),
  onLine((line, random) => [line, spaces(random, 8)]),
  onLine((line, random) => [line.replace(/:.*$/, ': ' + random.pick(VALUES))]),
  onLine((line) => [line.replace(/:.*$/, ':')]),
  onLine((line, random) => [line.replace(/[^ -].*?:/, `${random.pick(WORDS)}:`)]),
  onLine((line, random) => [line, `${indentOf(line)}${random.pick(WORDS)}: ${random.pick(VALUES)}`]),
  onLine((line, random) => [
    `${indentOf(line)}${random.pick(WORDS)}: ${random.pick(['|', '|-', '|  ', '|- # c'])}`,
    ...random.list(0, 4, () => indentOf(line) + spaces(random, 4) + random.pick(['text', '', '# text', 'a: b', '- x'])),
  ]),
  (lines, random) => {
    const from = lineOf(lines, random);
    const [line = ''] = lines.splice(from, 1);
    lines.splice(lineOf(lines, random), 0, line);
  },
  (lines, random, others) => {
    const other = random.pick(others).split('\n');
    const from = lineOf(other, random);
    lines.splice(lineOf(lines, random), random.below(4), ...other.slice(from, from + random.below(6)));
  },
  (lines, random) => {
    lines.length = lineOf(lines, random);
  },
];

/** One of the texts with one to four changes: often still YAML, sometimes what an editor or a merge leaves behind. */
export function mutate(random: Random, texts: readonly string[]): string {
  const lines = random.pick(texts).split('\n');
  for (let changes = 1 + random.below(4); changes > 0; changes -= 1) random.pick(MUTATIONS)(lines, random, texts);
  const text = lines.join('\n');
  return random.chance(0.05) ? text.slice(0, random.below(text.length + 1)) : text;
}
