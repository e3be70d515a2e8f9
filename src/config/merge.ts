import type { Config } from './config.ts';

/**
 * What the command line says goes before what the file says, setting by setting: of `rules` rule by rule. External
 * namespaces are added to those of the file.
 */
export const mergeConfig = (
  file: Config,
  options: Partial<Omit<Config, 'external'>>,
  external: readonly string[],
): Config => ({
  ...file,
  ...options,
  rules: new Map([...file.rules, ...(options.rules ?? [])]),
  external: { ...file.external, namespaces: [...file.external.namespaces, ...external] },
});
