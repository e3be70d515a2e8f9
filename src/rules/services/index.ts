import type { Rule } from '../define-rule.ts';
import { serviceSelectsNothing } from './service-selects-nothing.ts';

/** NG2xx: Services, routes and ports. */
export const SERVICE_RULES: readonly Rule[] = [serviceSelectsNothing];
