import { execFileSync } from 'node:child_process';
import v8 from 'node:v8';
import { describe, expect, it, vi } from 'vitest';
import { prepareV8, type Stage, watchInput } from '../../src/cli/much-input.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { pod } from '../support/manifests.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** The stages that a run goes through which reads texts of these sizes. */
function stagesOf(sizes: readonly number[]): Stage[] {
  const stages: Stage[] = [];
  const watch = watchInput((stage) => stages.push(stage));
  for (const size of sizes) watch.see(size);
  watch.end();
  return stages;
}

describe('what a run is made ready for', () => {
  it.each<[string, number[], Stage[]]>([
    ['nothing, for little', [10 * KIB, 54 * KIB], []],
    ['much, before a large text', [KIB, 100 * KIB, 100 * KIB], ['much', 'read']],
    ['much, when many small ones are much', [40 * KIB, 40 * KIB, 40 * KIB], ['much', 'read']],
    ['very much, when it comes to that', [MIB, 20 * MIB, 20 * MIB], ['much', 'very-much', 'read']],
    ['very much at once', [40 * MIB], ['very-much', 'read']],
    ['nothing, without any input', [], []],
  ])('%s', (_, sizes, stages) => {
    expect(stagesOf(sizes)).toEqual(stages);
  });

  it('much, before the first of small ones that lie side by side', () => {
    const stages: Stage[] = [];
    watchInput((stage) => stages.push(stage)).see(KIB, 256 * KIB);
    expect(stages).toEqual(['much']);
  });

  it('much, when many files have been found, and very much when they are that', () => {
    const stages: Stage[] = [];
    const watch = watchInput((stage) => stages.push(stage));
    watch.expect();
    watch.see(KIB);
    watch.see(100 * KIB);
    expect(stages).toEqual(['much']);
    watch.see(40 * MIB);
    watch.expect();
    watch.end();
    expect(stages).toEqual(['much', 'very-much', 'read']);
  });

  it('no less, when what was told with one is more than comes', () => {
    const stages: Stage[] = [];
    const watch = watchInput((stage) => stages.push(stage));
    watch.see(31 * MIB, 33 * MIB);
    watch.see(KIB);
    expect(stages).toEqual(['very-much']);
  });
});

describe('a command', () => {
  it.each<[string, number, Stage[]]>([
    ['is made ready for much, and told when all has been read', 1_000, ['much', 'read']],
    ['is made ready for nothing by little', 1, []],
  ])('%s', async (_, pods, expected) => {
    const text = Array.from({ length: pods }, (__, i) => pod(`shop/p${i}`, '')).join('');
    const stages: Stage[] = [];
    const code = await runCli(['analyze', '-', '-q', '--no-config', '--fail-on', 'never'], {
      cwd: import.meta.dirname,
      env: {},
      stdin: () => text,
      stdout: { isTTY: false, write: (chunks) => void Array.from(chunks) },
      stderr: { isTTY: false, write: () => undefined },
      writeFile: () => undefined,
      now: () => 0,
      prepareFor: (stage) => stages.push(stage),
    });
    expect([code, stages]).toEqual([0, expected]);
  });
});

describe.runIf(process.versions.node.startsWith('20.'))('what V8 is asked for', () => {
  const setFlags = vi.spyOn(v8, 'setFlagsFromString').mockReturnValue();

  it.each<Stage>(['much', 'very-much', 'read'])('is what it knows: %s', (stage) => {
    setFlags.mockClear();
    prepareV8(stage);
    const asked = setFlags.mock.calls.flatMap(([flags]) => flags.split(' '));
    const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
    expect(asked.length).toBeGreaterThan(0);
    for (const flag of asked) expect(known).toContain(`  ${flag.replace('--no-', '--').replace(/=.*/, '')} (`);
  });
});
