import { byCodeUnit } from '../model/order.ts';
import { PROBLEM_RULES, type Problem } from '../model/problem.ts';
import type { Reported } from '../model/reported.ts';
import type { Finding } from './finding.ts';
import { fingerprinter } from './fingerprint.ts';

type Unnamed = Omit<Finding, 'fingerprint'> & { readonly key: string };

const ofRule = ({ rule, name, severity, message, object, locate, related, key }: Reported): Unnamed => ({
  rule,
  name,
  severity,
  message,
  object,
  location: locate(),
  related: related.map((place) => ({ message: place.message, location: place.locate() })),
  key,
});

/** A problem with one object is a finding; what kept something from being read is not, for it has no place in a result. */
function ofProblem({ rule, message, object, location, related = [] }: Problem): Unnamed[] {
  const { name, severity, incomplete } = PROBLEM_RULES[rule];
  if (incomplete || location === undefined) return [];
  const base = { rule, name, severity, message, location, related, key: message };
  return [object === undefined ? base : { ...base, object }];
}

/** The one order of findings: by place, then by rule. */
export const inOrder = <Item extends Pick<Finding, 'location' | 'rule' | 'message'>>(items: readonly Item[]): Item[] =>
  [...items].sort(
    (one, other) =>
      byCodeUnit(one.location.file, other.location.file) ||
      one.location.line - other.location.line ||
      one.location.column - other.location.column ||
      byCodeUnit(one.rule, other.rule) ||
      byCodeUnit(one.message, other.message),
  );

/** Everything that is wrong with objects of the input, in order, each with its fingerprint. */
export function collectFindings(reported: Iterable<Reported>, problems: readonly Problem[]): Finding[] {
  const unnamed = inOrder([...problems.flatMap(ofProblem), ...Array.from(reported, ofRule)]);
  const fingerprint = fingerprinter();
  return unnamed.map(({ key, ...finding }) => ({
    ...finding,
    fingerprint: fingerprint([finding.rule, finding.object ?? '', key]),
  }));
}
