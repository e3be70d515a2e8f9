import type { Rule } from '../define-rule.ts';

/** NG4xx: what is open to outside. */
export const EXPOSURE_RULES: readonly Rule[] = [];
