import { describe, expect, it } from 'vitest';
import { documentsOf, placeOf, problemsOf, readAll, summaryOf } from './support.ts';

describe('broken documents', () => {
  it.each<[name: string, text: string, place: string]>([
    ['a key that stands twice', 'kind: Pod\na: 1\na: 2\n', '3:1'],
    ['a quoted key that stands twice', 'a: 1\n"a": 2\n', '2:1'],
    ['a key that stands twice in JSON', '{"a": 1,\n "a": 2}\n', '2:2'],
    ['keys that are the same value', 'a:\n  true: 1\n  on: 2\n', '3:3'],
    ['indentation by tabs', 'a:\n\tb: 1\n', '2:1'],
    ['wrong indentation', 'a:\n   b: 1\n  c: 2\n', '3:3'],
    ['brackets left open', 'a: [1,\n', '2:1'],
    ['a quote left open', 'a: "b\n', '2:1'],
    ['an unknown alias', 'a: *b\n', '1:5'],
    ['a mapping as a key', '{a: 1}: 2\n', '1:1'],
    ['an empty key, of which only the document is known', 'a: 1\n---\nb: 1\n: 2\n', '2:1'],
    ['a bracket left open above other keys', 'a: [1,\nb: 2\nc: 3\n', '2:1'],
    ['a quote left open above other keys', 'a: "b\nc: d\ne: "f"\n', '2:1'],
    ['a control character', 'a: "\u0007"\n', '1:5'],
    ['a null character', 'a: 1\nb: \0\n', '2:4'],
    ['JSON after JSON', '{"a": 1}\n{"b": 2}\n', '2:1'],
    ['another version of YAML', '%YAML 2.0\n---\na: 1\n', '2:1'],
    ['a later document', 'a: 1\n---\nb: 1\n---\nc: [\n', '6:1'],
    ['with CRLF', 'a: 1\r\n---\r\nb: 1\r\nb: 2\r\n', '4:1'],
  ])('are reported at their place: %s', (_, text, place) => {
    const problems = problemsOf(text);
    expect(problems.map((problem) => `${problem.rule} ${placeOf(problem)}`)).toEqual([`NG002 ${place}`]);
  });

  it.each([
    'kind: Pod\nkey: *hunter2\n',
    'kind: Pod\nkey: !hunter2%zz x\n',
    'kind: Pod\nkey: !hunter2!x y\n',
    'kind: Pod\npassword: "hunter2\n',
    'kind: Pod\npassword: hunter2: x\n',
    'kind: Pod\npassword: !!int hunter2\n',
    'kind: Pod\npassword: !<hunter2\nx> y\n',
    '%TAG !hunter2! x\n%TAG !hunter2! x\n---\na: 1\n',
    'kind: Pod\nhunter2: 1\nhunter2: 2\n',
  ])('are never quoted: %j', (text) => {
    const read = readAll(text);
    expect(read.map(({ type }) => type)).toEqual(['problem']);
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });
});

describe('documents', () => {
  it('keep what lies between markers, each with its own value and place', () => {
    expect(documentsOf('a: 1\n---\n- b\n---\n"c"\n---\n{"d": null}\n').map(({ value }) => value)).toEqual([
      { a: 1 },
      ['b'],
      'c',
      { d: null },
    ]);
  });

  it('have keys of any name without touching a prototype', () => {
    const [document] = documentsOf('__proto__: {polluted: 1}\nconstructor: 2\na:\n  <<: {__proto__: {polluted: 3}}\n');
    expect(Object.keys(document?.value ?? {})).toEqual(['__proto__', 'constructor', 'a']);
    expect('polluted' in {}).toBe(false);
  });

  it('may close brackets and quotes under their key, as Kubernetes allows', () => {
    const text = 'a: {\n  b: [\n    1, # one\n  ]\n}\nc: "d\ne"\nf: [\ng: 2\n]\n';
    expect(documentsOf(text).map(({ value }) => value)).toEqual([{ a: { b: [1] }, c: 'd e', f: [{ g: 2 }] }]);
  });

  it('come from JSON lists, whose items have places', () => {
    const text = JSON.stringify({ kind: 'List', items: [{ kind: 'Pod' }, { kind: 'Service' }] }, null, 2);
    const [document] = documentsOf(text);
    expect(document?.origin.locate(['items', 1])).toEqual({ file: 'file.yaml', line: 7, column: 5 });
  });

  it('do not come from nothing', () => {
    expect(['', '\n\n', '# a\n', '---\n', '---\n# a\n---\n...\n', '\uFEFF', '%YAML 1.1\n'].flatMap(summaryOf)).toEqual(
      [],
    );
  });
});
