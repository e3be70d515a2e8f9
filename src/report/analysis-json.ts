import type { Analysis } from '../analysis.ts';
import { portRanges, portsByProtocol } from '../model/port-set.ts';
import { PROBLEM_RULES, type Problem } from '../model/problem.ts';
import { type Group, isProxy, NONE, type PortsId, type Reachability } from '../reach/index.ts';
import { unread } from './unread.ts';
import { endpointJson } from './endpoint-json.ts';
import { entryJson } from './entry-json.ts';
import { json } from './escape.ts';
import { jsonItems } from './json-items.ts';
import { SCHEMA_VERSION } from './list-json.ts';
import { findingJson } from './finding-json.ts';
import { serviceJson } from './service-json.ts';
import { conflictLines, wantedJson } from './wanted-json.ts';
import { remember } from '../model/remember.ts';

function* endpointItems(reachability: Reachability): Generator<string> {
  for (const endpoint of reachability.endpoints) yield endpointJson(reachability, endpoint, 'group');
}

const hasWorkload = ({ members }: Group): boolean => members.some(({ type }) => type === 'workload');

const isOnePod = ({ members }: Group): boolean =>
  members.length === 1 && members.every((endpoint) => endpoint.type === 'workload' && endpoint.isSinglePod);

/**
 * What the members of one group may reach on those of another. A group to itself stands for different pods of it; that a
 * bare Pod reaches itself goes without saying.
 */
function* groupItems(reachability: Reachability): Generator<string> {
  const { groups } = reachability;
  const isWorkload = groups.map(hasWorkload);
  const isPod = groups.map(isOnePod);
  // What a proxy reaches is told by its entry points.
  const isApart = groups.map(({ members }) => members.some(isProxy));
  const portsJson = remember((id: PortsId): string => {
    const ports = reachability.portsOf(id);
    return portRanges(ports).length === 0 ? '' : json(portsByProtocol(ports));
  });
  for (const from of groups.keys()) {
    if (isApart[from] === true) continue;
    const { to: reached, ids } = reachability.targetsOf(from);
    for (const [place, to] of reached.entries()) {
      if (isApart[to] === true) continue;
      if (isWorkload[from] !== true && isWorkload[to] !== true) continue;
      if (from === to && isPod[from] === true) continue;
      const ports = portsJson(ids[place] ?? NONE);
      if (ports !== '') yield `{"from":${from},"to":${to},"ports":${ports}}`;
    }
  }
}

const problemJson = ({ rule, message, object, location, related }: Problem): string => {
  const { name, severity, incomplete } = PROBLEM_RULES[rule];
  return json({ rule, name, severity, incomplete, message, object, location, related });
};

const summaryJson = ({ input, summary, incomplete }: Analysis): string => {
  const { files, documents, read, skipped, notes } = input;
  const kinds = (counts: ReadonlyMap<string, number>): unknown => [...counts].map(([kind, count]) => ({ kind, count }));
  return json({ files, documents, read: kinds(read), skipped: kinds(skipped), notes, ...summary, incomplete });
};

/** The whole report: connections are given between groups of endpoints, so it stays small at any size. */
export function* analysisJson(analysis: Analysis): Generator<string> {
  const { reachability, overview, findings, baseline, assumptions } = analysis;
  const problems = unread(analysis);
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "endpoints": [`;
  yield* jsonItems(endpointItems(reachability));
  yield '],\n  "groups": [';
  yield* jsonItems(groupItems(reachability));
  yield '],\n  "services": [';
  yield* jsonItems(overview.services.map(serviceJson));
  yield '],\n  "entryPoints": [';
  yield* jsonItems(overview.entryPoints.map(entryJson));
  yield '],\n  "wanted": [';
  yield* jsonItems(overview.wanted.map(wantedJson));
  yield '],\n  "portConflicts": [';
  yield* jsonItems(conflictLines(overview.portConflicts));
  yield '],\n  "findings": [';
  yield* jsonItems(findings.map(findingJson));
  yield '],\n  "assumptions": [';
  yield* jsonItems(assumptions.map(({ id, message, setting, affected }) => json({ id, message, setting, affected })));
  yield '],\n  "problems": [';
  yield* jsonItems(problems.map(problemJson));
  yield baseline === undefined ? '],' : `],\n  "baseline": ${json(baseline)},`;
  yield '\n  "summary": ';
  yield summaryJson(analysis);
  yield '\n}\n';
}
