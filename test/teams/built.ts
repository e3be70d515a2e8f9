import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { bundleCommand } from '../../scripts/bundle.mjs';

const root = join(import.meta.dirname, '../..');
const NAMES = ['netgraph', 'kubectl-netgraph', 'kubectl_complete-netgraph'];

/** The folder of a file's tests with the commands as an installation puts them: built from source, linked by their names. */
export function builtCommands(): { readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'netgraph-built-'));
  const path = join(folder, 'path');
  beforeAll(async () => {
    await bundleCommand(join(folder, 'dist/netgraph.cjs'), '1.2.3');
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
