export {
  applyBaseline,
  BASELINE_VERSION,
  type BaselineOutcome,
  type KnownFinding,
  knownFindings,
  readBaseline,
  stillThere,
} from './baseline.ts';
export { collectFindings, inOrder } from './collect.ts';
export type { Finding, Suppression } from './finding.ts';
export { fingerprinter } from './fingerprint.ts';
export { suppress, type SuppressOptions } from './suppress.ts';
export { counting, exceeds, SEVERITIES, type Threshold } from './threshold.ts';
export { type RuleChoices, weigh } from './weigh.ts';
