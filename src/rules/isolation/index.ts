import type { Rule } from '../define-rule.ts';
import { ingressNotIsolated } from './ingress-not-isolated.ts';

/** NG1xx: who is isolated, and who is cut off. */
export const ISOLATION_RULES: readonly Rule[] = [ingressNotIsolated];
