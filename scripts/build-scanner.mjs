// Compiles src/yaml/scan, which is AssemblyScript, to WebAssembly: src/yaml/generated/scanner.js holds its bytes as text, so that
// the bundles need no file beside them. Nothing is done where these very sources were compiled before.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const source = new URL('../src/yaml/scan/', import.meta.url);
const shared = new URL('../src/yaml/characters.ts', import.meta.url);
const target = new URL('../src/yaml/generated/', import.meta.url);
const file = new URL('scanner.js', target);

const hash = createHash('sha256')
  .update(asc.version)
  .update(readFileSync(shared))
  .update(readFileSync(import.meta.filename));
for (const name of readdirSync(source).sort()) hash.update(name).update(readFileSync(new URL(name, source)));
const stamp = `// ${hash.digest('hex')}\n`;

async function compile() {
  let binary;
  const writeFile = (name, contents) => {
    if (name.endsWith('.wasm')) binary = contents;
  };
  const entry = fileURLToPath(new URL('index.ts', source));
  const { error, stderr } = await asc.main(
    [entry, '--outFile', 'scanner.wasm', '--runtime', 'stub', '-O3', '--converge', '--noAssert', '--use', 'abort='],
    { writeFile },
  );
  if (error !== null) throw new Error(`the scanner does not compile\n${stderr.toString()}`, { cause: error });
  return Buffer.from(binary).toString('base64');
}

if (!existsSync(file) || !readFileSync(file, 'utf8').startsWith(stamp)) {
  const bytes = await compile();
  mkdirSync(target, { recursive: true });
  writeFileSync(file, `${stamp}export const SCANNER = '${bytes}';\n`);
  writeFileSync(
    new URL('scanner.d.ts', target),
    '/** A WebAssembly module, in base64. */\nexport declare const SCANNER: string;\n',
  );
}
