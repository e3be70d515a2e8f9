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
export { suppress, type SuppressOptions } from './suppress.ts';
export { type RuleChoices, weigh } from './weigh.ts';
