import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../../src/rule-names.ts';
import { workspace } from './configured.ts';

const { run } = workspace();
const page = (id: string): string => readFileSync(join(import.meta.dirname, `../../docs/rules/${id}.md`), 'utf8');

describe('netgraph rules', () => {
  it('lists every rule, those on the input too', async () => {
    const { code, stdout } = await run('rules');
    expect(code).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(0, 5)),
    ).toEqual(ALL_RULES.map(({ id }) => id));
    expect(stdout).toMatch(/^NG201 +service-selects-nothing +error +The selector/m);
  });

  it('lists them for machines and as a table', async () => {
    expect(JSON.parse((await run('rules -o json')).stdout)).toEqual(ALL_RULES);
    expect((await run('rules -o md')).stdout).toContain('| NG201 | service-selects-nothing | error |');
    expect((await run('rules -o xml')).code).toBe(2);
  });

  it.each(['NG201', 'ng201', 'service-selects-nothing'])('prints the page of %s', async (name) => {
    expect((await run(`rules ${name}`)).stdout).toBe(page('NG201'));
  });

  it('prints several, and as JSON', async () => {
    expect((await run('rules NG101 NG001')).stdout).toBe(`${page('NG101')}\n${page('NG001')}`);
    expect(JSON.parse((await run('rules NG101 -o json')).stdout)).toEqual([
      { ...ALL_RULES.find(({ id }) => id === 'NG101'), page: page('NG101') },
    ]);
  });

  it.each(ALL_RULES)('has a page of $id', async ({ id, name }) => {
    expect((await run(`rules ${id}`)).stdout.split('\n')[0]).toBe(`# ${id} ${name}`);
  });

  it('does not know what is not there', async () => {
    expect(await run('rules service-selects-nothin')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: there is no rule "service-selects-nothin"\nhint: did you mean service-selects-nothing?\n',
    });
  });
});
