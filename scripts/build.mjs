// Builds dist/: one CommonJS file for the command (it starts fastest) with its bytecode, and the library as ESM with its types.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
};

const COMMAND = 'dist/netgraph.cjs';

/** Commander starts programs for subcommands that are files. There are none, and the module is loaded when needed. */
const lazyChildProcess = {
  name: 'lazy-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
      /[/\\]commander[/\\]/.test(importer) ? { path, namespace: 'lazy' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({
      contents: `exports.spawn = (...args) => process.getBuiltinModule('${path}').spawn(...args);`,
    }));
  },
};

/** The CommonJS form of js-yaml reads twice as fast on Node 20: its other one spreads objects in the inner loop. */
const jsYaml = require.resolve('js-yaml').replace(/js-yaml\.[a-z.]+$/, 'js-yaml.cjs.js');

/**
 * js-yaml is for documents that are written in an unusual way. Most runs meet none, and do without it. The modules that
 * import it share one list of its names: each would have its own of what is CommonJS.
 */
const lazyYaml = {
  name: 'lazy-yaml',
  setup({ onResolve, onLoad }) {
    const names = Object.keys(require(jsYaml));
    const contents = {
      'js-yaml': `export { ${names.join(', ')} } from 'js-yaml-when-needed';`,
      'js-yaml-when-needed': `
        let loaded;
        const load = () => (loaded ??= require(${JSON.stringify(jsYaml)}));
        for (const name of ${JSON.stringify(names)})
          Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });`,
    };
    onResolve({ filter: /^js-yaml(?:-when-needed)?$/ }, ({ path }) => ({ path, namespace: 'lazy-yaml' }));
    onLoad({ filter: /.*/, namespace: 'lazy-yaml' }, ({ path }) => ({
      contents: contents[path],
      resolveDir: import.meta.dirname,
    }));
  },
};

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...shared,
    entryPoints: ['src/cli/main.ts'],
    outfile: COMMAND,
    format: 'cjs',
    minify: true,
    plugins: [lazyChildProcess, lazyYaml],
    define: { ...shared.define, 'import.meta.dirname': '__dirname' },
  }),
  build({
    ...shared,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    format: 'esm',
    packages: 'external',
    alias: { 'js-yaml': jsYaml },
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
