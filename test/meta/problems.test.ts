import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROBLEM_RULES } from '../../src/model/problem.ts';

it('docs/output.md lists every problem with its name, severity and weight', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/output.md'), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| NG'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows.map(([, rule, name, severity, incomplete]) => [rule, name, severity, incomplete === 'yes'])).toEqual(
    Object.entries(PROBLEM_RULES).map(([rule, { name, severity, incomplete }]) => [rule, name, severity, incomplete]),
  );
});
