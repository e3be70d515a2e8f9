import { describe, expect, it } from 'vitest';
import { FINDING_FORMATS } from '../../src/cli/finding-formats.ts';
import { CANARY, SECRETIVE } from '../report/secret-manifests.ts';
import { runOn } from './on-manifests.ts';

const run = runOn(SECRETIVE);
const files = Object.keys(SECRETIVE).join(' ');

describe('what is secret in manifests', () => {
  it.each(FINDING_FORMATS)('is in no report: %s', async (format) => {
    for (const flags of ['', ' --all', ' -q', ' --strict']) {
      const { stdout, stderr } = await run(`analyze ${files} -o ${format}${flags}`);
      expect(stdout).not.toBe('');
      expect(stdout + stderr).not.toContain('hunter2');
    }
  });

  it('is there to be found, in what is reported on', async () => {
    const { stdout, code } = await run(`analyze ${files} --all`);
    expect(code).toBe(3);
    for (const file of ['deployment.yaml', 'flow.yaml', 'route.yaml', 'broken.yaml'])
      expect(stdout).toContain(`${file}:`);
    expect(Object.values(SECRETIVE).every((text) => text.includes(CANARY))).toBe(true);
  });
});
