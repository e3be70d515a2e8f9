// Builds dist/: one CommonJS file for the command (it starts fastest), and the library as ESM with its types.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  define: { __NETGRAPH_VERSION__: JSON.stringify(version) },
  logLevel: 'warning',
  legalComments: 'none',
  // The CommonJS form of js-yaml reads twice as fast on Node 20: its other one spreads objects in the inner loop.
  alias: { 'js-yaml': require.resolve('js-yaml').replace(/js-yaml\.[a-z.]+$/, 'js-yaml.cjs.js') },
};

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...shared,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/netgraph.cjs',
    format: 'cjs',
    minify: true,
    define: { ...shared.define, 'import.meta.dirname': '__dirname' },
  }),
  build({ ...shared, entryPoints: ['src/index.ts'], outfile: 'dist/index.js', format: 'esm', packages: 'external' }),
]);
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
