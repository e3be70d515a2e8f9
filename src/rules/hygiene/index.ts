import type { Rule } from '../define-rule.ts';

/** NG3xx: policies that do not do what they seem to. */
export const HYGIENE_RULES: readonly Rule[] = [];
