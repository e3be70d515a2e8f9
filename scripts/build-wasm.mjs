// Compiles the parts in AssemblyScript to WebAssembly. What comes out is a module of JavaScript that holds the bytes as text, so that
// the bundles need no file beside them. Nothing is done where these very sources were compiled before.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** The folder of the sources, the file for the bytes, the name that they are exported by, and what of elsewhere is used. */
const PARTS = [
  { source: 'yaml/scan/', target: 'yaml/generated/scanner', name: 'SCANNER', shared: ['yaml/characters.ts'] },
  { source: 'reach/kernel/', target: 'reach/generated/kernel', name: 'KERNEL', shared: [] },
];
const OPTIONS = ['--runtime', 'stub', '-O3', '--converge', '--noAssert', '--enable', 'simd', '--use', 'abort='];

const src = new URL('../src/', import.meta.url);

function stampOf(source, shared) {
  const hash = createHash('sha256')
    .update(asc.version)
    .update(readFileSync(import.meta.filename));
  for (const file of shared) hash.update(readFileSync(new URL(file, src)));
  for (const file of readdirSync(source).sort()) hash.update(file).update(readFileSync(new URL(file, source)));
  return `// ${hash.digest('hex')}\n`;
}

async function compile(source) {
  let binary;
  const writeFile = (file, contents) => {
    if (file.endsWith('.wasm')) binary = contents;
  };
  const entry = fileURLToPath(new URL('index.ts', source));
  const { error, stderr } = await asc.main([entry, '--outFile', 'part.wasm', ...OPTIONS], { writeFile });
  if (error !== null) throw new Error(`${entry} does not compile\n${stderr.toString()}`, { cause: error });
  return Buffer.from(binary).toString('base64');
}

for (const { source, target, name, shared } of PARTS) {
  const folder = new URL(source, src);
  const file = new URL(`${target}.js`, src);
  const stamp = stampOf(folder, shared);
  if (existsSync(file) && readFileSync(file, 'utf8').startsWith(stamp)) continue;
  const bytes = await compile(folder);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, `${stamp}export const ${name} = '${bytes}';\n`);
  writeFileSync(
    new URL(`${target}.d.ts`, src),
    `/** A WebAssembly module, in base64. */\nexport declare const ${name}: string;\n`,
  );
}
