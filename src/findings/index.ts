export { collectFindings, inOrder } from './collect.ts';
export type { Finding, Suppression } from './finding.ts';
