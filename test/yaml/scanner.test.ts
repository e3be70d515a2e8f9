import { describe, expect, it } from 'vitest';
import { encode } from '../../src/yaml/bytes.ts';
import { readPlain } from '../../src/yaml/plain-reader.ts';
import { type Plan, planOf, WHOLE } from '../../src/yaml/plan.ts';
import { Scanner } from '../../src/yaml/scanner.ts';
import { ValueTable } from '../../src/yaml/value-table.ts';

const textOf = (text: string) => {
  const bytes = encode(text);
  return { bytes, start: 0, end: bytes.length, isAscii: bytes.length === text.length };
};

const scanned = (scanner: Scanner, text: string, plan: Plan = planOf(WHOLE)): unknown =>
  scanner.read(textOf(text), plan)?.value;

describe('the scanner', () => {
  it('gives one object for equal lists and mappings, in every document', () => {
    const scanner = new Scanner();
    const [one, other] = ['a: {app: x}\nb: [1, 2]\n', 'c: {app: x}\nb: [1, 2]\n'].map((text) => scanned(scanner, text));
    expect(one).toEqual({ a: { app: 'x' }, b: [1, 2] });
    expect((other as { c: unknown }).c).toBe((one as { a: unknown }).a);
    expect((other as { b: unknown }).b).toBe((one as { b: unknown }).b);
  });

  it('reads on after what it gave up, and never takes a broken mapping for one that it knows', () => {
    const scanner = new Scanner();
    const twice = 'x:\n  a: 1\n  a: 2\nq: z\n';
    for (let round = 0; round < 3; round += 1) {
      expect(scanned(scanner, twice)).toBeUndefined();
      expect(scanned(scanner, 'k: "\\x41"\n')).toBeUndefined();
      expect(scanned(scanner, 'k: v\nbad: &anchor 1\n')).toBeUndefined();
      expect(scanned(scanner, 'k: v\nq: z\n')).toEqual({ k: 'v', q: 'z' });
    }
  });

  it('forgets what it has met before it holds too much, and numbers anew', () => {
    const scanner = new Scanner();
    const shared = planOf({ fields: new Map([['name', {}]]), others: {} });
    for (let round = 0; round < 40; round += 1) {
      const lines = Array.from({ length: 9_000 }, (_, i) => `- key-${round}-${i}: value-${round}-${i}\n`);
      const list = scanned(scanner, lines.join('')) as unknown[];
      expect(list).toHaveLength(9_000);
      expect(list[8_999]).toEqual({ [`key-${round}-8999`]: `value-${round}-8999` });
      expect(scanned(scanner, 'name: a\nother: b\n', shared)).toEqual({ name: 'a', other: 'b' });
    }
  });

  /** An entry that is long enough to be kept, and what may follow it. */
  const ENTRY = `env:\n${Array.from({ length: 9 }, (_, i) => `- name: a-name-${i}\n  value: "${i}"\n`).join('')}`;
  const NESTED = ENTRY.replaceAll('\n', '\n  ').slice(0, -2);
  const BLOCK = `data:\n  text: |\n${'    a line of text\n'.repeat(6)}`;
  it.each([
    ['the same again', ENTRY, 'x: 1\n'],
    ['one item more at the column of the key', ENTRY, '- name: more\n'],
    ['one key more of the last item', ENTRY, '  more: 1\n'],
    ['a comment, and then one key more of the last item', ENTRY, '# said\n  more: 1\n'],
    ['a comment and another key', ENTRY, '# said\nx: 1\n'],
    ['nothing', ENTRY, ''],
    ['one line more of the block', BLOCK, '    more\n'],
    ['a line of the block that looks like a comment', BLOCK, '    # more\n'],
    ['a line of the block behind an empty one', BLOCK, '\n    more\n'],
    ['a comment that ends the block', BLOCK, '  # said\nx: 1\n'],
    ['one key more beside the block', BLOCK, '  more: 1\n'],
    ['a tab', BLOCK, '\t\n'],
    ['what is no YAML', ENTRY, ' x: 1\n'],
    ['a marker', ENTRY, '---\n'],
  ])('reads an entry that it knows, followed by %s', (_, entry, behind) => {
    for (const [before, repeated] of [
      ['', entry],
      ['a:\n  ', entry === ENTRY ? NESTED : ''],
    ] as const) {
      if (repeated === '') continue;
      const [known, next] = [`${before}${repeated}`, `${before}${repeated}${behind}`];
      const plain = readPlain(textOf(next), new ValueTable(), planOf(WHOLE))?.value;
      const scanner = new Scanner();
      for (let round = 0; round < 3; round += 1) {
        expect(scanned(scanner, known)).toEqual(readPlain(textOf(known), new ValueTable(), planOf(WHOLE))?.value);
        expect(scanned(scanner, next)).toEqual(plain);
      }
    }
  });

  it('takes nothing for an entry that it knows which is read by another plan, or not asked for', () => {
    const scanner = new Scanner();
    const names = planOf({ fields: new Map([['env', { items: { fields: new Map([['name', {}]]), only: true } }]]) });
    const nothing = planOf({ fields: new Map([['x', {}]]), only: true });
    const named = { env: Array.from({ length: 9 }, (_, i) => ({ name: `a-name-${i}` })) };
    for (let round = 0; round < 3; round += 1) {
      expect(scanned(scanner, ENTRY)).toEqual(readPlain(textOf(ENTRY), new ValueTable(), planOf(WHOLE))?.value);
      expect(scanned(scanner, ENTRY, names)).toEqual(named);
      expect(scanned(scanner, `${ENTRY}x: 1\n`, nothing)).toEqual({ x: 1 });
    }
  });

  it('finds a key that stands twice, though it knows the entry', () => {
    const scanner = new Scanner();
    for (let round = 0; round < 3; round += 1) {
      expect(scanned(scanner, ENTRY)).toBeDefined();
      expect(scanned(scanner, `${ENTRY}${ENTRY}`)).toBeUndefined();
      expect(scanned(scanner, ENTRY.replaceAll('value:', 'name:'))).toBeUndefined();
    }
  });

  it('knows any number of plans', () => {
    const scanner = new Scanner();
    for (let i = 0; i < 5_000; i += 1) {
      const plan = planOf({ fields: new Map([[`a${i}`, { only: true, fields: new Map([['b', {}]]) }]]), only: true });
      expect(scanned(scanner, `a${i}:\n  b: 1\n  c: 2\nd: 3\n`, plan)).toEqual({ [`a${i}`]: { b: 1 } });
    }
  });

  it('leaves texts of more values than it has room for, and of more bytes, to the next reader', () => {
    const scanner = new Scanner();
    const many = Array.from({ length: 280_000 }, (_, i) => `- ${i}\n`).join('');
    expect(scanned(scanner, many)).toBeUndefined();
    expect(scanned(scanner, `a: ${'x'.repeat(4 * 1024 * 1024)}\n`)).toBeUndefined();
    expect(scanned(scanner, 'a: b\n')).toEqual({ a: 'b' });
  });

  it('reads on after a document that had as many parts as there is room for', () => {
    for (let items = 524_284; items < 524_290; items += 1) {
      const scanner = new Scanner();
      const found = scanned(scanner, `first: [${'a,'.repeat(items)} {k: v}]\n`) as
        { readonly first: unknown[] } | undefined;
      if (found !== undefined) expect([found.first.length, found.first.at(-1)]).toEqual([items + 1, { k: 'v' }]);
      expect(scanned(scanner, 'first: {k: v}\na: b\n')).toEqual({ first: { k: 'v' }, a: 'b' });
    }
  });

  it('tells as the plain reader does whether demands are met, below lists and mappings that it knows', () => {
    const scanner = new Scanner();
    const table = new ValueTable();
    const port = { type: 'integer', minimum: 1 } as const;
    const strict = planOf({ fields: new Map([['ports', { type: 'array', items: port }]]), closed: true });
    const lax = planOf({ fields: new Map([['ports', {}]]) });
    for (const text of ['ports: [1, 2]\n', 'ports: [1, 0]\n', 'ports: [1, 2]\nx: 1\n', 'ports: a\n', 'ports: [1, 0]\n'])
      for (const plan of [lax, strict])
        expect(scanner.read(textOf(text), plan)).toEqual(readPlain(textOf(text), table, plan));
  });
});
