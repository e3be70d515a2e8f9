import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { afterEach, describe, expect, it, vi } from 'vitest';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the library example of the README', () => {
  it('runs as it stands and prints the map of the shop', async () => {
    const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const source = example.replace("'netgraph'", JSON.stringify(join(root, 'src/index.ts')));
    const { code } = transformSync(source.replace(/import (\{.*?\}) from (.*?);/, 'const $1 = await load($2);'), {
      loader: 'ts',
    });
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((...parts: unknown[]) => void lines.push(parts.join(' ')));
    const load = (path: string): Promise<unknown> => import(path);
    const run = new Function('load', `return (async () => {${code}})();`) as (load: unknown) => Promise<void>;
    await run(load);
    expect(lines).toContain('shop/api[Deployment] → shop/db[StatefulSet] TCP 5432');
    expect(lines.at(-1)).toBe('0 problems, 1 assumptions');
  });
});
