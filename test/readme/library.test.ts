import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'netgraph-'));

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

describe('the library example of the README', () => {
  it('runs as it stands and prints the map of the shop', async () => {
    const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';
    const outfile = join(scratch, 'example.mjs');
    await build({
      stdin: { contents: example, loader: 'ts', resolveDir: root },
      alias: { netgraph: join(root, 'src/index.ts') },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
    });
    const lines = execFileSync(process.execPath, [outfile], { cwd: root, encoding: 'utf8' }).trim().split('\n');
    expect(lines).toContain('shop/api[Deployment] → shop/db[StatefulSet] TCP 5432');
    expect(lines.at(-1)).toBe('0 problems, 2 assumptions');
  });
});
