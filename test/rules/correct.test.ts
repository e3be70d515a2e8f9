import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';

const folder = join(import.meta.dirname, 'correct');

/** Set-ups that teams run and that are right. An error or a warning on one of them is a defect of the rule. */
describe('correct set-ups', () => {
  it.each(readdirSync(folder))('%s gives no error and no warning', (name) => {
    const { problems, findings } = analyze({ paths: [name] }, { cwd: folder });
    expect(problems).toEqual([]);
    expect(
      findings
        .filter(({ severity }) => severity !== 'info')
        .map(({ rule, location: { file, line }, message }) => `${file}:${line} ${rule} ${message}`),
    ).toEqual([]);
  });
});
