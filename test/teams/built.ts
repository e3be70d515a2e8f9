import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

const root = join(import.meta.dirname, '../..');
const NAMES = ['netgraph', 'kubectl-netgraph', 'kubectl_complete-netgraph'];

/** The folder of a file's tests with the commands as an installation puts them: built from source, linked by their names. */
export function builtCommands(): { readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'netgraph-built-'));
  const path = join(folder, 'path');
  beforeAll(() => {
    buildSync({
      entryPoints: [join(root, 'src/cli/main.ts')],
      outfile: join(folder, 'dist/netgraph.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
      define: { 'import.meta.dirname': '__dirname' },
    });
    cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
    mkdirSync(path);
    for (const name of NAMES) {
      const target = join(folder, 'bin', `${name}.js`);
      chmodSync(target, 0o755);
      symlinkSync(target, join(path, name));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { path };
}
