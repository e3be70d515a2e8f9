import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleCommand } from '../../scripts/bundle.mjs';

const root = join(import.meta.dirname, '../..');
const ID = '5a17ed00c0ffee00';
const OTHER_ID = '5a17ed01c0ffee01';
const SHOP = ['analyze', 'samples/shop'];

let folder = '';
let other = '';
let bundle = '';
let bytecode: readonly [name: string, bytes: Buffer] = ['', Buffer.alloc(0)];
const file = (name: string): string => join(folder, 'dist', name);

function bytecodeOf(place: string): readonly [name: string, bytes: Buffer] {
  const args = ['--random-seed=1', join(root, 'scripts/code-cache.mjs'), join(place, 'dist/netgraph.cjs')];
  execFileSync(process.execPath, args, { cwd: root, env: {}, stdio: 'pipe' });
  const name = readdirSync(join(place, 'dist')).find((each) => each.endsWith('.cache')) ?? '';
  return [name, readFileSync(join(place, 'dist', name))];
}

function run(args: readonly string[], flags: readonly string[] = [], script = 'netgraph.js'): unknown[] {
  const words = [...flags, join(folder, 'bin', script), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
  return [status, stdout, stderr];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netgraph-start-'));
  other = mkdtempSync(join(tmpdir(), 'netgraph-start-in-another-folder-'));
  await bundleCommand(file('netgraph.cjs'), '1.2.3');
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  bundle = `${readFileSync(file('netgraph.cjs'), 'utf8')}//${ID}`;
  writeFileSync(file('netgraph.cjs'), bundle);
  cpSync(folder, other, { recursive: true });
  bytecode = bytecodeOf(folder);
});

beforeEach(() => {
  writeFileSync(file('netgraph.cjs'), bundle);
  writeFileSync(file(bytecode[0]), bytecode[1]);
});

afterAll(() => {
  for (const each of [folder, other]) rmSync(each, { recursive: true, force: true });
});

describe('the bytecode of the build', () => {
  /** Of the same length, which is all that V8 looks at. */
  const changed = (): string => bundle.replaceAll('To decide it', 'TO DECIDE IT');

  it('reads with js-yaml, which is loaded when it is needed, what it reads without', () => {
    expect(run([...SHOP, '--reader', 'slow'])).toEqual(run(SHOP));
  });

  it('is what runs', () => {
    writeFileSync(file('netgraph.cjs'), changed());
    expect(run(SHOP)).toEqual([0, expect.stringContaining('To decide it'), '']);
  });

  it('is not taken for another bundle', () => {
    writeFileSync(file('netgraph.cjs'), changed().replace(ID, OTHER_ID));
    expect(run(SHOP)).toEqual([0, expect.stringContaining('TO DECIDE IT'), '']);
  });

  it.each([
    ['is empty', (): Buffer => Buffer.alloc(0)],
    ['is cut off', (): Buffer => bytecode[1].subarray(0, 100_000)],
    [
      'is of another V8',
      (): Buffer => Buffer.concat([bytecode[1].subarray(0, 4), Buffer.alloc(4), bytecode[1].subarray(8)]),
    ],
  ])('does no harm where it %s', (_, bytes) => {
    writeFileSync(file('netgraph.cjs'), changed());
    writeFileSync(file(bytecode[0]), bytes());
    expect(run(SHOP)).toEqual([0, expect.stringContaining('TO DECIDE IT'), '']);
  });

  it('does no harm where Node runs with flags', () => {
    expect(run(SHOP, ['--max-old-space-size=300', '--no-opt'])).toEqual(run(SHOP));
  });

  it('does no harm where it is missing', () => {
    const before = run(SHOP);
    rmSync(file(bytecode[0]));
    expect(run(SHOP)).toEqual(before);
  });

  it('is the same wherever it is built', () => {
    expect(bytecodeOf(other)[0]).toBe(bytecode[0]);
    expect(bytecodeOf(other)[1].equals(bytecode[1])).toBe(true);
  });
});

describe('the version', () => {
  it.each([['--version'], ['-V']])('%s is answered without the command where that was built', (option) => {
    rmSync(file('version'), { force: true });
    expect(run([option])).toEqual([0, '1.2.3\n', '']);
    writeFileSync(file('version'), '4.5.6\n');
    expect(run([option])).toEqual([0, '4.5.6\n', '']);
    expect(run([option], [], 'kubectl-netgraph.js')).toEqual([0, '4.5.6\n', '']);
  });

  it('is left to the command with anything else on the line', () => {
    writeFileSync(file('version'), '4.5.6\n');
    expect(run(['--version', 'analyze'])).toEqual([0, '1.2.3\n', '']);
    expect(run(['analyze', '--version'])).toEqual([0, '1.2.3\n', '']);
    expect(run(['--version'], [], 'kubectl_complete-netgraph.js')).toEqual([0, expect.stringContaining(':'), '']);
  });
});
