export { type Config, type FailOn, NO_CONFIG, type RuleChoice, withDefaults } from './config.ts';
export { configValue } from './config-value.ts';
export { mergeConfig } from './merge.ts';
export { readConfig } from './read-config.ts';
export type { RuleNames } from './rule-names.ts';
