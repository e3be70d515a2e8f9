import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lowered, optionsOf } from '../../scripts/lowering.mjs';
import { CASES as LOOP_CASES } from './lowering-cases.ts';
import { LITERAL_CASES } from './lowering-literal-cases.ts';

const ROOT = join(import.meta.dirname, '../..');
const compilerOptions = { ...optionsOf(join(ROOT, 'tsconfig.json')), types: [] };

const CASES = { ...LOOP_CASES, ...LITERAL_CASES };

/** What is imported from the same folder of scripts, under the names that it has there. */
const RUNTIME = `${readFileSync(join(ROOT, 'scripts/lowering-runtime.mjs'), 'utf8').replaceAll(/^export /gm, '')};
  const [flatMap$, added$, joined$, nothing$] = [flatMap, added, joined, nothing];`.replaceAll('$', '$$$$');

let folder = '';
let texts = new Map<string, string>();

const functionOf = (code: string): string => `export default function () { ${code} }\n`;

/** What a module's function returns. */
async function resultOf(source: string): Promise<unknown> {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, useDefineForClassFields: false };
  const { outputText } = ts.transpileModule(source.replace(/^import .*lowering-runtime\.mjs.*$/m, RUNTIME), {
    compilerOptions: options,
  });
  const module = (await import(`data:text/javascript,${encodeURIComponent(outputText)}`)) as { default: () => unknown };
  return module.default();
}

beforeAll(() => {
  folder = `${mkdtempSync(join(tmpdir(), 'lowering-'))}/`;
  const files = Object.values(CASES).map(({ code }, index) => {
    const file = join(folder, `case${index}.ts`);
    writeFileSync(file, functionOf(code));
    return file;
  });
  texts = lowered(files, folder, { compilerOptions, makesPublic: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('rewriting for a run that is over soon', () => {
  for (const [index, [name, { code, keeps, loses }]] of Object.entries(CASES).entries())
    it(name, async () => {
      const text = texts.get(join(folder, `case${index}.ts`)) ?? '';
      expect(await resultOf(text)).toEqual(await resultOf(functionOf(code)));
      if (keeps !== undefined) expect(text).toMatch(keeps);
      if (loses !== undefined) expect(text).not.toMatch(loses);
    });

  it('begins objects with what is still there when the text is made short', async () => {
    const contents =
      "import { nothing } from './lowering-runtime.mjs'; export const made = (a) => ({ ...nothing, ...a, b: nothing ?? [a] });";
    const resolveDir = join(ROOT, 'scripts');
    const { outputFiles } = await build({
      stdin: { contents, resolveDir },
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    });
    expect(outputFiles[0]?.text).toMatch(/\{\.\.\.(\w+),\.\.\.\w+,b:\1\?\?\[/);
  });

  it.each([
    ['without a name', 'export default class { #field = 1; get() { return this.#field; } }', /class without a name/],
    [
      'that is asked for by `in`',
      'export class A { #field = 1; isOne(a: object) { return #field in a; } }',
      /asked for by `in`/,
    ],
  ])('refuses a private field %s', (_, code, message) => {
    const file = join(folder, 'refused.ts');
    writeFileSync(file, code);
    expect(() => lowered([file], folder, { compilerOptions, makesPublic: true })).toThrow(message);
  });
});
