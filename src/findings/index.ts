export { collectFindings, inOrder } from './collect.ts';
export type { Finding, Suppression } from './finding.ts';
export { fingerprinter } from './fingerprint.ts';
export { counting, exceeds, SEVERITIES, type Threshold } from './threshold.ts';
