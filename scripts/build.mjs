// Builds dist/: one CommonJS file for the command (it starts fastest) with its bytecode, and the library as ESM with its types.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { bundleCommand, bundled, JS_YAML, plainer } from './bundle.mjs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const COMMAND = 'dist/netgraph.cjs';

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  bundleCommand(COMMAND, version),
  build({
    ...bundled(version),
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    format: 'esm',
    packages: 'external',
    plugins: [plainer('src/index.ts', false)],
    alias: { 'js-yaml': JS_YAML },
  }),
]);

const id = createHash('sha256').update(readFileSync(COMMAND)).digest('hex').slice(0, 16);
appendFileSync(COMMAND, `//${id}`);
writeFileSync('dist/version', `${version}\n`);
// Nothing of the environment may show in what is written.
execFileSync(process.execPath, ['--random-seed=1', 'scripts/code-cache.mjs', COMMAND], {
  env: {},
  stdio: 'pipe',
});

execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
