import { describe, expect, it } from 'vitest';
import { type Stage, watchInput } from '../../src/cli/much-input.ts';

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
});
