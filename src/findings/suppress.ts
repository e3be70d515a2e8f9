import { globMatcher } from '../model/glob.ts';
import { groupBy } from '../model/group-by.ts';
import type { ConfiguredIgnore, Ignore } from '../model/ignore.ts';
import type { Problem } from '../model/problem.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Finding } from './finding.ts';

export interface SuppressOptions {
  readonly ignores: readonly Ignore[];
  /** The id of each rule, by id and by name. */
  readonly ruleIds: ReadonlyMap<string, string>;
  /** A rule that does not run: that nothing of it is there to suppress is nobody's fault. */
  readonly isOff: (rule: string) => boolean;
  /** As `2026-11-25`; without it nothing ever ends. */
  readonly today?: string;
}

/** One rule of one suppression. */
interface Claim {
  readonly ignore: Ignore;
  readonly rule: string;
  isUsed: boolean;
}

function unused(ignore: Ignore, message: string): Problem {
  const object = ignore.source === 'annotation' ? ignore.objects[0] : undefined;
  return {
    rule: 'NG010',
    message,
    location: ignore.source === 'annotation' ? ignore.locate() : ignore.location,
    ...(object === undefined ? {} : { object }),
  };
}

/** Why nothing of a suppression counts, where something is wrong with it as a whole. */
function refusal(ignore: Ignore, today: string | undefined): string | undefined {
  if (ignore.rules.length === 0) return 'the suppression names no rule: write NG101: and the reason';
  if (ignore.reason === '')
    return `the suppression has no reason, so it does not count: write ${ignore.rules.join(',')}: and the reason`;
  const until = ignore.source === 'configuration' ? ignore.until : undefined;
  return until !== undefined && today !== undefined && today > until ? `the suppression ended on ${until}` : undefined;
}

function unknownRule(text: string, ruleIds: ReadonlyMap<string, string>): string {
  const nearest = nearestName(text, ruleIds.keys());
  return `there is no rule ${text}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
}

const PARTS = /^(?:([^/]*)\/)?(.*)\[([^\]]*)\]$/;

/** Whether a finding is on such an object; one without an object is meant only where nothing is said of it. */
function objectMatcher({ kind, namespace, name }: ConfiguredIgnore): (object: string) => boolean {
  const wanted = [namespace, name, kind].map((glob) => (glob === undefined ? undefined : globMatcher(glob)));
  return (object) => {
    const parts = PARTS.exec(object)?.slice(1);
    return wanted.every((matches, index) => matches?.(parts?.[index] ?? '') ?? true);
  };
}

const keyOf = (rule: string, place: string): string => `${rule} ${place}`;

/** The claims that may concern a finding: annotations of its object, comments at its line, then the configuration. */
function claimFinder(claims: readonly Claim[]): (finding: Finding) => Claim[] {
  const placed = claims.flatMap((claim): [string, Claim][] => {
    const { ignore, rule } = claim;
    if (ignore.source === 'annotation') return ignore.objects.map((object) => [keyOf(rule, object), claim]);
    if (ignore.source === 'comment') return [[keyOf(rule, `${ignore.location.file}:${ignore.line}`), claim]];
    return [];
  });
  const byPlace = groupBy(placed, ([key]) => key);
  const configured = claims.flatMap((claim) =>
    claim.ignore.source === 'configuration' ? [{ claim, matches: objectMatcher(claim.ignore) }] : [],
  );
  return ({ rule, object = '', location }) => [
    ...[keyOf(rule, object), keyOf(rule, `${location.file}:${location.line}`)].flatMap((key) =>
      (byPlace.get(key) ?? []).map(([, claim]) => claim),
    ),
    ...configured.filter(({ claim, matches }) => claim.rule === rule && matches(object)).map(({ claim }) => claim),
  ];
}

/** Marks the findings that somebody said do not count, and tells which suppressions are of no use (NG010). */
export function suppress(
  findings: readonly Finding[],
  { ignores, ruleIds, isOff, today }: SuppressOptions,
): { readonly findings: readonly Finding[]; readonly unused: readonly Problem[] } {
  if (ignores.length === 0) return { findings, unused: [] };
  const problems: Problem[] = [];
  const claims: Claim[] = [];
  for (const ignore of ignores) {
    const isTold = ignore.source !== 'annotation' || !ignore.isCopy;
    const refused = refusal(ignore, today);
    if (refused !== undefined) {
      if (isTold) problems.push(unused(ignore, refused));
      continue;
    }
    for (const text of new Set(ignore.rules)) {
      const rule = ruleIds.get(text);
      if (rule !== undefined) claims.push({ ignore, rule, isUsed: !isTold || isOff(rule) });
      else if (isTold) problems.push(unused(ignore, unknownRule(text, ruleIds)));
    }
  }
  const claimsOn = claimFinder(claims);
  const marked = findings.map((finding): Finding => {
    const own = claimsOn(finding);
    for (const claim of own) claim.isUsed = true;
    const [first] = own;
    if (first === undefined) return finding;
    const { source, reason } = first.ignore;
    return { ...finding, suppression: { source, reason } };
  });
  for (const { ignore, rule, isUsed } of claims)
    if (!isUsed) problems.push(unused(ignore, `there is no ${rule} here to suppress`));
  return { findings: marked, unused: problems };
}
