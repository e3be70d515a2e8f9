import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';

const folder = join(import.meta.dirname, 'correct');

/** Set-ups with nothing wrong: each says in its first lines what it shows. Notes of severity `info` are no complaint. */
describe('a set-up that is right', () => {
  it.each(readdirSync(folder))('%s gets no error and no warning', (file) => {
    const { findings } = analyze({ texts: [{ file, text: readFileSync(join(folder, file), 'utf8') }] });
    const complaints = findings.filter(({ severity }) => severity !== 'info');
    expect(complaints.map(({ rule, message, location }) => `${rule} ${location.line}: ${message}`)).toEqual([]);
  });
});
