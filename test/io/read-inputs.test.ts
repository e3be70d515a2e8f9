import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { getuid } from 'node:process';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readInputs } from '../../src/io/index.ts';
import { folderWith, read, readSummary, scriptWith, textsOf } from './support.ts';

describe('files and folders', () => {
  it('gives the text of a file under its path from the working directory', () => {
    const folder = folderWith({ 'a/b.yaml': 'kind: Pod\n' });
    expect(textsOf(read(folder, ['a']))).toEqual([{ file: 'a/b.yaml', text: 'kind: Pod\n' }]);
    expect(readSummary(join(folder, 'a'), ['b.yaml'])).toEqual(['b.yaml']);
    expect(readSummary(join(folder, 'a'), [folder])).toEqual(['b.yaml']);
    expect(readSummary(folderWith(), [join(folder, 'a')])[0]).toMatch(/^\.\.\/.*\/a\/b\.yaml$/);
  });

  it('takes the manifests of a folder by their extensions, in the order of their paths', () => {
    const folder = folderWith({
      'b.yaml': '',
      'a.yml': '',
      'C.YAML': '',
      'd.json': '',
      'e.txt': '',
      f: '',
      'a/z.yaml': '',
      'a-b/c.Json': '',
      'ü.yaml': '',
    });
    expect(readSummary(folder, ['.'])).toEqual([
      'C.YAML',
      'a-b/c.Json',
      'a.yml',
      'a/z.yaml',
      'b.yaml',
      'd.json',
      'ü.yaml',
    ]);
  });

  it('takes a named file whatever its extension', () => {
    const folder = folderWith({ 'manifest.txt': 'a', '.hidden/x': 'b' });
    expect(readSummary(folder, ['manifest.txt', '.hidden/x'])).toEqual(['.hidden/x', 'manifest.txt']);
  });

  it('leaves out the folders of tools, unless they are named', () => {
    const folder = folderWith({
      '.git/a.yaml': '',
      '.github/a.yaml': '',
      'node_modules/a.yaml': '',
      'x/node_modules/a.yaml': '',
      'x/.cache/a.yaml': '',
      '.a.yaml': '',
    });
    expect(readSummary(folder, ['.'])).toEqual(['.a.yaml']);
    expect(readSummary(folder, ['.github', 'node_modules'])).toEqual(['.github/a.yaml', 'node_modules/a.yaml']);
  });

  it('reads each file once, however often it is named', () => {
    const folder = folderWith({ 'a/b.yaml': '', 'a/c/d.yaml': '' });
    expect(readSummary(folder, ['a/c', 'a', 'a/b.yaml', './a/b.yaml', join(folder, 'a')])).toEqual([
      'a/b.yaml',
      'a/c/d.yaml',
    ]);
  });

  it.each([
    [99, 0],
    [100, 1],
    [250, 1],
  ])('tells before it reads whether there are many files: of %d, %d times', (count, times) => {
    const folder = folderWith(Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.yaml`, ''])));
    let told = 0;
    const inputs = readInputs(['.'], { cwd: folder, onMany: () => (told += 1) });
    inputs.next();
    expect(told).toBe(times);
    expect([...inputs]).toHaveLength(count - 1);
    expect(told).toBe(times);
  });

  it('says nothing of an empty folder', () => {
    expect(readSummary(folderWith(), ['.'])).toEqual([]);
  });

  it('reports a path that does not exist, and reads the others', () => {
    const folder = folderWith({ 'a.yaml': '' });
    const [problem, ...others] = read(folder, ['missing', 'a.yaml', 'a.yaml/b']);
    expect(problem).toMatchObject({
      problem: {
        rule: 'NG001',
        message: 'cannot be read: there is no such file or folder',
        location: { file: 'missing' },
      },
    });
    expect(others).toMatchObject([{ problem: { rule: 'NG001' } }, { file: 'a.yaml' }]);
  });

  it('keeps the bytes of every size of file while others are read', () => {
    const sizes = [0, 1, 4_095, 4_096, 4_097, 65_535, 65_536, 65_537, 1_048_575, 1_048_576, 1_048_577, 3_000_000];
    const files = Object.fromEntries(
      [...sizes, ...sizes].map((size, index) => [
        `${index + 10}.yaml`,
        'abcdefghijklmnopqrstuvwx'.charAt(index).repeat(size),
      ]),
    );
    const expected = Object.entries(files).map(([file, text]) => ({ file, text }));
    expect(textsOf(read(folderWith(files), ['.']))).toEqual(expected);
  });

  it.skipIf(!existsSync('/proc/version'))('reads a file that says that it is empty to its end', () => {
    const [input] = textsOf(read('/', ['proc/version']));
    expect(input).toEqual({ file: 'proc/version', text: readFileSync('/proc/version', 'utf8') });
  });

  // Each read of it ends where the next line has no room in a page.
  it.skipIf(!existsSync('/proc/kallsyms'))('reads a file to its end that comes in short pieces', () => {
    const whole = { file: 'proc/kallsyms', text: readFileSync('/proc/kallsyms', 'utf8') };
    // A report of what differs would be as long as the file.
    expect(isDeepStrictEqual(textsOf(read('/', ['proc/kallsyms'])), [whole])).toBe(true);
  });

  it.skipIf(getuid?.() === 0)('reports what may not be read, and reads the rest', () => {
    const folder = folderWith({ 'a.yaml': '', 'b.yaml': '', 'c/d.yaml': '' });
    chmodSync(join(folder, 'a.yaml'), 0);
    chmodSync(join(folder, 'c'), 0);
    expect(readSummary(folder, ['.'])).toEqual(['NG001 c:1', 'NG001 a.yaml:1', 'b.yaml']);
    chmodSync(join(folder, 'c'), 0o755);
  });
});

describe('standard input', () => {
  it('is read for a dash, once, among the files', () => {
    const folder = folderWith({ 'a.yaml': '' });
    const stdin = () => 'kind: Pod';
    expect(textsOf(read(folder, ['-'], { stdin }))).toEqual([{ file: '<stdin>', text: 'kind: Pod' }]);
    expect(readSummary(folder, ['a.yaml', '-', '-'], { stdin })).toEqual(['<stdin>', 'a.yaml']);
  });

  it('has the limits of a file', () => {
    const stdin = () => new Uint8Array(11);
    expect(readSummary(folderWith(), ['-'], { stdin, limits: { fileBytes: 10 } })).toEqual(['NG005 <stdin>:1']);
  });

  it('must be UTF-8', () => {
    const stdin = () => new Uint8Array([0x61, 0x0a, 0xff]);
    expect(readSummary(folderWith(), ['-'], { stdin })).toEqual(['NG002 <stdin>:2']);
  });

  it('is the one of the process by default', () => {
    const script = scriptWith('for (const input of io.readInputs(["-"])) console.log(input.content.size);');
    const run = execFileSync('node', [script], { input: 'x'.repeat(300_000) });
    expect(run.toString()).toBe('300000\n');
  });
});

describe('links', () => {
  it('inside the folder are followed, and lead to each file once, by its own path', () => {
    const folder = folderWith({
      'a-link.yaml': { link: 'z/real.yaml' },
      'a-folder': { link: 'z' },
      'z/real.yaml': '',
      '.data/hidden.yaml': '',
      'visible.yaml': { link: '.data/hidden.yaml' },
    });
    expect(readSummary(folder, ['.'])).toEqual(['visible.yaml', 'z/real.yaml']);
  });

  it('in a circle end', () => {
    const folder = folderWith({
      'a/up': { link: '..' },
      'a/b/self': { link: '.' },
      'a/x.yaml': '',
      'one.yaml': { link: 'two.yaml' },
      'two.yaml': { link: 'one.yaml' },
    });
    expect(readSummary(folder, ['.'])).toEqual([
      'note one.yaml: a link that leads nowhere: its symbolic links lead in a circle',
      'note two.yaml: a link that leads nowhere: its symbolic links lead in a circle',
      'a/x.yaml',
    ]);
  });

  it('out of the folder are noted, whatever is behind them', () => {
    const outside = folderWith({ 'secret.yaml': 'password' });
    const folder = folderWith({
      'device.yaml': { link: '/dev/zero' },
      'file.yaml': { link: join(outside, 'secret.yaml') },
      folder: { link: outside },
      'text.txt': { link: '/etc/hostname' },
      'nowhere.yaml': { link: 'missing' },
    });
    expect(readSummary(folder, ['.'])).toEqual([
      'note device.yaml: a link out of the folder that was named: not followed',
      'note file.yaml: a link out of the folder that was named: not followed',
      'note folder: a link out of the folder that was named: not followed',
      'note nowhere.yaml: a link that leads nowhere: there is no such file or folder',
    ]);
  });

  it('that are named are followed, for files and folders', () => {
    const outside = folderWith({ 'a.yaml': '', 'b/c.yaml': '' });
    const folder = folderWith({ file: { link: join(outside, 'a.yaml') }, folder: { link: join(outside, 'b') } });
    expect(readSummary(folder, ['file', 'folder'])).toEqual(['file', 'folder/c.yaml']);
  });
});

describe('what is no regular file', () => {
  it('is never opened, also behind a link', () => {
    const folder = folderWith({ 'link.yaml': { link: 'pipe.yaml' } });
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    expect(readSummary(folder, ['.'])).toEqual([
      'note pipe.yaml: no regular file: not read',
      'note link.yaml: a link to no regular file: not read',
    ]);
    expect(readSummary(folder, ['pipe.yaml', 'link.yaml', '/dev/zero'])).toEqual([
      'NG001 pipe.yaml:1',
      'NG001 link.yaml:1',
      expect.stringMatching(/^NG001 .*dev\/zero:1$/),
    ]);
  });
});

describe('limits', () => {
  it.each([
    ['a large file', { fileBytes: 3 }, ['a.yaml', 'NG005 b.yaml:1', 'c/d/e.yaml']],
    ['many bytes in all', { totalBytes: 5 }, ['a.yaml', 'NG005 b.yaml:1']],
    ['many files', { files: 2 }, ['NG005 c/d/e.yaml:1', 'a.yaml', 'b.yaml']],
    ['deep folders', { depth: 1 }, ['NG005 c/d:1', 'a.yaml', 'b.yaml']],
  ])('report %s', (_, limits, expected) => {
    const folder = folderWith({ 'a.yaml': 'abc', 'b.yaml': 'abcd', 'c/d/e.yaml': 'e' });
    expect(readSummary(folder, ['.'], { limits })).toEqual(expected);
  });

  it('refuse one endless line that is no JSON', () => {
    const line = 'x'.repeat(9 * 1024 * 1024);
    const folder = folderWith({
      'a.yaml': `a: ${line}`,
      'b.json': `  {"a": "${line}"}`,
      'c.yaml': `a: b\nc: ${line}`,
      'd.json': `\uFEFF["${line}"]`,
    });
    expect(readSummary(folder, ['.'])).toEqual(['NG005 a.yaml:1', 'b.json', 'c.yaml', 'd.json']);
  });

  it('refuse a huge file before reading it', () => {
    const folder = folderWith();
    execFileSync('truncate', ['-s', '200M', join(folder, 'a.yaml')]);
    const started = performance.now();
    expect(readSummary(folder, ['a.yaml'])).toEqual(['NG005 a.yaml:1']);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('hold folders as deep as a path can be', () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'd/'.repeat(80)), { recursive: true });
    expect(readSummary(folder, ['.'])).toEqual([`NG005 ${'d/'.repeat(65).slice(0, -1)}:1`]);
  });
});

describe('what is not yet a manifest', () => {
  it('is a chart, named once, with the command that renders it', () => {
    const folder = folderWith({
      'app/Chart.yaml': 'name: app',
      'app/values.yaml': '',
      'app/values-prod.yml': '',
      'app/values.schema.json': '',
      'app/templates/deployment.yaml': '{{ x }}',
      'app/charts/sub/Chart.yaml': '',
      'app/crds/crd.yaml': '',
      'app/examples/pod.yaml': '',
      'other.yaml': '',
    });
    const [problem, ...files] = read(folder, ['.']);
    expect(problem).toMatchObject({
      problem: { rule: 'NG003', location: { file: 'app/Chart.yaml', line: 1, column: 1 } },
    });
    expect(JSON.stringify(problem)).toContain('helm template app | netgraph analyze -');
    expect(files).toMatchObject([{ file: 'app/examples/pod.yaml' }, { file: 'other.yaml' }]);
  });

  it.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])('is a folder with %s', (name) => {
    const folder = folderWith({ [`base/${name}`]: '', 'base/pod.yaml': '', 'base/sub/x.yaml': '', 'other/a.yaml': '' });
    const [problem, ...files] = read(folder, ['.']);
    expect(problem).toMatchObject({
      problem: { rule: 'NG003', location: { file: `base/${name}`, line: 1, column: 1 } },
    });
    expect(JSON.stringify(problem)).toContain('kubectl kustomize base | netgraph analyze -');
    expect(files).toMatchObject([{ file: 'other/a.yaml' }]);
  });

  it('is read all the same where a file is named', () => {
    const folder = folderWith({ 'kustomization.yaml': '', 'pod.yaml': '' });
    expect(readSummary(folder, ['pod.yaml', 'kustomization.yaml'])).toEqual(['kustomization.yaml', 'pod.yaml']);
  });

  it('is no folder that only has such a name', () => {
    const folder = folderWith({ 'Chart.yaml/a.yaml': '', 'templates/b.yaml': '' });
    expect(readSummary(folder, ['.'])).toEqual(['Chart.yaml/a.yaml', 'templates/b.yaml']);
  });
});

describe('encodings', () => {
  it.each<[name: string, bytes: number[], line: number, message: string]>([
    ['a stray byte', [0x61, 0x0a, 0x62, 0xff], 2, 'the byte at offset 3'],
    ['a character cut off', [0xe2, 0x82], 1, 'the byte at offset 0'],
    ['Latin-1', [...Buffer.from('a: "gr\u00FCn"\n', 'latin1')], 1, 'the byte at offset 6'],
    ['behind a replacement character of its own', [...Buffer.from('\uFFFD\n\uFFFD'), 0x80], 2, 'the byte at offset 7'],
    ['UTF-16, low byte first', [0xff, 0xfe, 0x61, 0x00], 1, 'UTF-16'],
    ['UTF-16, high byte first', [0xfe, 0xff, 0x00, 0x61], 1, 'UTF-16'],
  ])('are not guessed: %s', (_, bytes, line, message) => {
    const folder = folderWith({ 'a.yaml': Uint8Array.from(bytes), 'b.yaml': 'ok' });
    const [problem, file] = read(folder, ['.']);
    expect(problem).toMatchObject({ problem: { rule: 'NG002', location: { file: 'a.yaml', line, column: 1 } } });
    expect(JSON.stringify(problem)).toContain(message);
    expect(file && textsOf([file])).toEqual([{ file: 'b.yaml', text: 'ok' }]);
  });

  it('keep every character of UTF-8', () => {
    const text = '\uFEFFa: "gr\u00FCn \u{1F600} \uFFFD"\r\n';
    expect(textsOf(read(folderWith({ 'a.yaml': text }), ['a.yaml']))).toMatchObject([{ text }]);
  });
});
