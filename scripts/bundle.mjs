// How the command is bundled: one CommonJS file, which starts fastest.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PRIVATE } from './lowering.mjs';
import { lowering } from './lowering-plugin.mjs';

const ROOT = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** The CommonJS form of js-yaml reads twice as fast on Node 20: its other one spreads objects in the inner loop. */
export const JS_YAML = require.resolve('js-yaml').replace(/js-yaml\.[a-z.]+$/, 'js-yaml.cjs.js');

/** What every bundle has in common. */
export const bundled = (version) => ({
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  define: { __NETGRAPH_VERSION__: JSON.stringify(version) },
  logLevel: 'warning',
  legalComments: 'none',
});

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

/** What the sources ask of a package, each by its name. */
function namesAsked(name) {
  const asked = new RegExp(`^import \\{([^}]*)\\} from '${name}';$`, 'gm');
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true }).filter((file) => file.endsWith('.ts'));
  const lists = sources.flatMap((file) => [...readFileSync(join(ROOT, 'src', file), 'utf8').matchAll(asked)]);
  const names = lists.flatMap(([, list]) => list.split(',').map((entry) => entry.trim()));
  return [...new Set(names.filter((entry) => entry !== '' && !entry.startsWith('type ')))].sort();
}

/**
 * js-yaml is for documents that are written in an unusual way. Most runs meet none, and do without it. The modules that
 * import it share one list of the names that are asked for: each would have its own of what is CommonJS.
 */
const lazyYaml = {
  name: 'lazy-yaml',
  setup({ onResolve, onLoad }) {
    const names = namesAsked('js-yaml');
    const contents = {
      'js-yaml': `export { ${names.join(', ')} } from 'js-yaml-when-needed';`,
      'js-yaml-when-needed': `
        let loaded;
        const load = () => (loaded ??= require(${JSON.stringify(JS_YAML)}));
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

/** ipaddr.js is for addresses of IPv6 and for printing some: most runs meet none. */
const lazyAddresses = {
  name: 'lazy-addresses',
  setup({ onResolve, onLoad }) {
    const path = require.resolve('ipaddr.js');
    onResolve({ filter: /^ipaddr\.js$/ }, () => ({ path: 'ipaddr.js', namespace: 'lazy-addresses' }));
    onLoad({ filter: /.*/, namespace: 'lazy-addresses' }, () => ({
      contents: `export default new Proxy({}, { get: (_, name) => require(${JSON.stringify(path)})[name] });`,
      resolveDir: import.meta.dirname,
    }));
  },
};

/** Rewrites what an entry imports for a run that ends before much of it is optimized. */
export const plainer = (entry, makesPublic) =>
  lowering(join(ROOT, entry), join(ROOT, 'src/'), join(ROOT, 'tsconfig.json'), makesPublic);

/** Writes the command, as it is released, to a file. */
export async function bundleCommand(outfile, version) {
  const { define, ...shared } = bundled(version);
  await build({
    ...shared,
    entryPoints: ['src/cli/main.ts'],
    outfile,
    format: 'cjs',
    minify: true,
    // Fields that were private have names of their own already, and nothing asks which fields an object has.
    plugins: [plainer('src/cli/main.ts', true), lazyChildProcess, lazyYaml, lazyAddresses],
    mangleProps: new RegExp(`^${PRIVATE}`),
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    define: { ...define, 'import.meta.dirname': '__dirname' },
  });
}
