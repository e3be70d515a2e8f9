import type { CompilerOptions } from 'typescript';

export interface Lowering {
  readonly compilerOptions: CompilerOptions;
  readonly makesPublic?: boolean;
}

/** The sources that some files import, by their paths: what stands in `folder`, rewritten. */
export function lowered(files: readonly string[], folder: string, options: Lowering): Map<string, string>;

/** The options of a configuration of TypeScript. */
export function optionsOf(config: string): CompilerOptions;
