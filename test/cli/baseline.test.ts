import { describe, expect, it } from 'vitest';
import { pod } from '../support/manifests.ts';
import { workspace } from './configured.ts';

const { write, read, run } = workspace();

const FILE = '.netgraph-baseline.json';

interface Report {
  readonly findings: readonly { readonly object: string; readonly suppression?: { readonly source: string } }[];
  readonly baseline?: { readonly known: number; readonly new: number; readonly gone: readonly object[] };
}

const report = async (line: string): Promise<Report> => JSON.parse((await run(line)).stdout) as Report;

describe('netgraph baseline', () => {
  it('writes down what is known, and analyze shows only what is new', async () => {
    write({ 'a.yaml': pod('shop/web', 'app: web') });
    expect(await run('baseline a.yaml')).toEqual({ code: 0, stdout: '', stderr: `note: ${FILE} holds 1 findings\n` });
    expect(JSON.parse(read(FILE))).toMatchObject({
      schemaVersion: 1,
      findings: [{ rule: 'NG101', object: 'shop/web[Pod]' }],
    });

    write({ 'a.yaml': '', 'moved.yaml': `\n\n${pod('shop/web', 'app: web')}${pod('shop/api', 'app: api')}` });
    const { code, stdout, stderr } = await run(`analyze . --fail-on warning -q --baseline ${FILE}`);
    expect(code).toBe(1);
    expect(stdout).toContain('shop/api');
    expect(stdout).not.toContain('shop/web');
    expect(stderr).toBe('');
    const { findings, baseline } = await report(`analyze . --baseline ${FILE} -o json`);
    expect(findings.map(({ object, suppression }) => [object, suppression?.source])).toEqual([
      ['shop/web[Pod]', 'baseline'],
      ['shop/api[Pod]', undefined],
    ]);
    expect(baseline).toEqual({ known: 1, new: 1, gone: [] });
  });

  it('says what has gone, and --prune takes it out and adds nothing', async () => {
    write({ 'a.yaml': pod('shop/web', '') + pod('shop/api', '') });
    await run('baseline a.yaml');
    write({ 'a.yaml': pod('shop/api', '') + pod('shop/db', '') });
    const { stderr } = await run(`analyze a.yaml --baseline ${FILE}`);
    expect(stderr).toContain('note: 1 known findings of the baseline are not shown\n');
    expect(stderr).toContain('note: gone since the baseline: NG101 shop/web[Pod]\n');
    expect((await report(`analyze a.yaml --baseline ${FILE} -o json`)).baseline).toMatchObject({
      known: 1,
      new: 1,
      gone: [{ rule: 'NG101', object: 'shop/web[Pod]' }],
    });
    await run('baseline a.yaml --prune');
    const objects = (JSON.parse(read(FILE)) as Report).findings.map(({ object }) => object);
    expect(objects).toEqual(['shop/api[Pod]']);
  });

  it('lies where the configuration says, relative to it', async () => {
    write({ 'k8s/a.yaml': pod('web', ''), 'k8s/.netgraph.yaml': 'baseline: ci/known.json', 'k8s/ci/.keep': '' });
    await run('baseline k8s');
    expect((JSON.parse(read('k8s/ci/known.json')) as Report).findings).toHaveLength(1);
    expect((await report('analyze k8s -o json')).baseline).toMatchObject({ known: 1 });
    expect((await report('analyze k8s -o json --no-baseline')).baseline).toBeUndefined();
    expect((await report('analyze k8s -o json --no-config')).baseline).toBeUndefined();
    await run('baseline k8s -o other.json --rule NG101=off');
    expect((JSON.parse(read('other.json')) as Report).findings).toEqual([]);
  });

  it('is not written from an analysis that is incomplete', async () => {
    write({ 'a.yaml': pod('web', ''), 'b.yaml': 'kind: [' });
    const { code, stderr } = await run('baseline .');
    expect(code).toBe(3);
    expect(stderr).toContain('the baseline is not written');
    expect(() => read(FILE)).toThrow();
    expect((await run('baseline . --allow-incomplete')).code).toBe(0);
    expect((JSON.parse(read(FILE)) as Report).findings).toHaveLength(1);
  });

  it.each<[name: string, text: string | undefined, told: string]>([
    ['is not there', undefined, 'known.json: cannot be read'],
    ['is no JSON', '{', 'known.json is no baseline'],
    ['is of another version', '{"schemaVersion":2,"findings":[]}', 'known.json is no baseline'],
  ])('stops the run where it %s', async (_, text, told) => {
    write({ 'a.yaml': pod('web', ''), ...(text === undefined ? {} : { 'known.json': text }) });
    const { code, stdout, stderr } = await run('analyze a.yaml --baseline known.json');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error: ${told}`);
    expect((await run('baseline a.yaml --prune -o known.json')).code).toBe(2);
  });

  it('holds no raw control or direction characters', async () => {
    write({ 'a.yaml': pod('web', '').replace('kind: Pod', 'kind: Pod').replace('name: web', 'name: "we\\u202eb"') });
    await run('baseline a.yaml');
    expect(read(FILE)).not.toMatch(/\u202e/);
  });
});
