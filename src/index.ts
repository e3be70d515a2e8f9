/**
 * netgraph as a library: the same analysis as the command, as data.
 *
 * @example
 * import { analyze, connections } from 'netgraph';
 * const analysis = analyze({ paths: ['manifests'] });
 * for (const { from, to } of connections(analysis.reachability)) console.log(from.id, '->', to.id);
 */
export { analyze, type AnalyzeInput, type AnalyzeOptions } from './analyze.ts';
export type { Analysis, InputSummary, ReachabilitySummary } from './analysis.ts';
export {
  type BaselineOutcome,
  type Finding,
  type KnownFinding,
  knownFindings,
  readBaseline,
  type RuleChoices,
} from './findings/index.ts';
export { NetgraphError } from './model/error.ts';
export type { ConfiguredIgnore } from './model/ignore.ts';
export { ipBlock, type IpBlock } from './model/ip-set.ts';
export type { Location } from './model/location.ts';
export { type PortSet, portsByProtocol, portsText } from './model/port-set.ts';
export { PROBLEM_RULES, type Problem, type Severity } from './model/problem.ts';
export type { Protocol } from './model/protocol.ts';
export {
  type Asked,
  type Assumption,
  type Connection,
  type ConnectionFilter,
  connections,
  type Endpoint,
  evaluate,
  findEndpoints,
  type Port,
  query,
  type QueryAnswer,
  type Reachability,
  type Verdict,
} from './reach/index.ts';
export type {
  Backend,
  EntryPoint,
  PortConflict,
  PortReport,
  PortStatus,
  Resolution,
  ServiceOverview,
  ServiceReport,
  WantedConnection,
} from './services/index.ts';
