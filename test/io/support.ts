import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { onTestFinished } from 'vitest';
import { DEFAULT_INPUT_LIMITS, type Input, type InputLimits, readInputs } from '../../src/io/index.ts';

/** What to put at a path: text, bytes, or a link. */
export type Content = string | Uint8Array | { readonly link: string };

/** A folder with these files, which is gone after the test. */
export function folderWith(files: Readonly<Record<string, Content>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'netgraph-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, join(folder, path));
    else writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** The path of a script for node whose `io` is the module under test: pipes need a process of their own. */
export function scriptWith(source: string): string {
  const contents = `import * as io from './index.ts';\n${source}`;
  const resolveDir = join(import.meta.dirname, '../../src/io');
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  return join(folderWith({ 'script.mjs': outputFiles[0]?.text ?? '' }), 'script.mjs');
}

export interface Options {
  readonly limits?: Partial<InputLimits>;
  readonly stdin?: () => string | Uint8Array;
}

export const read = (cwd: string, paths: readonly string[], { limits, stdin }: Options = {}): Input[] => [
  ...readInputs(paths, {
    cwd,
    limits: { ...DEFAULT_INPUT_LIMITS, ...limits },
    ...(stdin === undefined ? {} : { stdin }),
  }),
];

/** A file with its text. */
export const textsOf = (inputs: readonly Input[]): unknown[] =>
  inputs.map((input) =>
    input.type === 'file'
      ? { file: input.file, text: Buffer.from(input.content.read(0, input.content.size) ?? []).toString() }
      : input,
  );

/** One short line each: the name of a file that is read, the rule and place of a problem, the text of a note. */
export const summaryOf = (inputs: readonly Input[]): string[] =>
  inputs.map((input) => {
    if (input.type === 'file') return input.file;
    if (input.type === 'note') return `note ${input.message}`;
    const { rule, location } = input.problem;
    return `${rule} ${location?.file ?? ''}:${location?.line ?? ''}`;
  });

export const readSummary = (cwd: string, paths: readonly string[], options?: Options): string[] =>
  summaryOf(read(cwd, paths, options));
