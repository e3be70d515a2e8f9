export { compilePolicies } from './compile.ts';
export type * from './rule.ts';
