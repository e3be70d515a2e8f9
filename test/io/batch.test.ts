import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type InputFile, readInputs } from '../../src/io/index.ts';
import { readResources } from '../../src/read-resources.ts';
import { folderWith, read, summaryOf, textsOf } from './support.ts';

const policy = (name: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
spec:
  podSelector: {}
`;

const FILES = {
  'a.yaml': policy('a'),
  'b.yaml': policy('b').trimEnd(),
  'bom.yaml': `\uFEFF${policy('bom')}`,
  'crlf.yaml': policy('crlf').replaceAll('\n', '\r\n'),
  'empty.yaml': '',
  'ignored.yaml': `# netgraph-ignore NG101: known\n${policy('ignored')}`,
  'json.json': '{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "json"}}',
  'latin.yaml': Buffer.from(policy('latin').replace('latin', 'l\u00e4'), 'latin1'),
  'list.yaml': `apiVersion: v1
kind: List
items:
${policy('l1').replace(/^/gm, '    ').replace('  ', '- ').trimEnd()}
`,
  // Half a character at the end, and the other half at the start of the next one.
  'split-1.yaml': Buffer.from('a: é').subarray(0, -1),
  'split-2.yaml': Buffer.from('é').subarray(1),
  'template.yaml': 'kind: {{ .Values.kind }}\n',
  'umlaut.yaml': `# für alle\n${policy('umlaut')}`,
  'z.yaml': `${policy('z')}---\n${policy('z2')}...\n`,
};

const contentsOf = (inputs: ReturnType<typeof read>): InputFile['content'][] =>
  inputs.flatMap((input) => (input.type === 'file' ? [input.content] : []));

describe('a batch of small files', () => {
  it('holds those that are plain side by side, and each gives what it gives alone', () => {
    const folder = folderWith(FILES);
    const inputs = read(folder, ['.']);
    expect(summaryOf(inputs).filter((line) => line.startsWith('NG'))).toEqual([
      'NG002 latin.yaml:4',
      'NG002 split-1.yaml:1',
      'NG002 split-2.yaml:1',
    ]);
    const shared = inputs.flatMap((input) =>
      input.type === 'file' && input.content.share !== undefined ? [input.file] : [],
    );
    expect(shared).toEqual([
      'a.yaml',
      'b.yaml',
      'empty.yaml',
      'ignored.yaml',
      'json.json',
      'list.yaml',
      'template.yaml',
      'z.yaml',
    ]);
    const options = { defaultNamespace: 'default' };
    const seen = (all: ReturnType<typeof read>) => {
      const { resources, problems, ignores } = readResources(all, options);
      const told = resources.map(({ ref, origin }) => [ref.name, origin.locate([]), origin.locateValue(['spec'])]);
      return { told, problems, ignores };
    };
    const alone = Object.keys(FILES).map((file) => seen(read(folder, [file])));
    const together = seen(inputs);
    expect(together.told).toEqual(alone.flatMap(({ told }) => told));
    expect(together.told).toHaveLength(10);
    expect(together.problems).toEqual(alone.flatMap(({ problems }) => problems));
    expect(together.ignores).toEqual(alone.flatMap(({ ignores }) => ignores));
    expect(together.ignores).toHaveLength(1);
  });

  it('ends where it is full, and files that are not small stand by themselves', () => {
    const names = Array.from({ length: 40 }, (_, i) => `p${i + 10}`);
    const padding = '# note\n'.repeat(2_000);
    const files = Object.fromEntries(names.map((name) => [`${name}.yaml`, `${padding}${policy(name)}`]));
    const large = `# note\n`.repeat(20_000) + policy('large');
    const folder = folderWith({ ...files, 'p30a.yaml': large });
    const inputs = read(folder, ['.']);
    const all = { ...files, 'p30a.yaml': large } as Record<string, string>;
    expect(textsOf(inputs)).toEqual(
      Object.keys(all)
        .sort()
        .map((file) => ({ file, text: all[file] })),
    );
    const batches = new Set(contentsOf(inputs).map(({ share }) => share?.bytes));
    expect(batches.size).toBeGreaterThan(3);
    expect(batches.size).toBeLessThan(10);
    expect(batches.has(undefined)).toBe(true);
  });

  it('is not read on for long where files are large', () => {
    const text = '# note\n'.repeat(20_000);
    const names = Array.from({ length: 9 }, (_, i) => `f${i}.yaml`);
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, text])));
    const inputs = readInputs(['.'], { cwd: folder });
    expect(inputs.next().value).toMatchObject({ file: 'f0.yaml' });
    rmSync(join(folder, 'f8.yaml'));
    expect(summaryOf([...inputs]).at(-1)).toBe('NG001 f8.yaml:1');
  });

  it('gives no bytes of what stands beside a file', () => {
    const [first, second] = contentsOf(read(folderWith({ 'a.yaml': 'a: 1', 'b.yaml': 'b: 2' }), ['.']));
    expect(Buffer.from(first?.read(0, 100) ?? []).toString()).toBe('a: 1');
    expect(Buffer.from(second?.read(1, 3) ?? []).toString()).toBe(': ');
  });
});
