import type { Finding, Suppression } from '../findings/index.ts';
import type { Location } from '../model/location.ts';
import { json, uriPath, visible } from './escape.ts';
import { LEVEL } from './sarif-rules.ts';

/** GitHub takes no more locations of one result. */
const MOST_RELATED = 999;

/** A place below the folder that the command ran in. */
export const physicalLocation = ({ file, line, column }: Location): unknown => ({
  artifactLocation: { uri: uriPath(file), uriBaseId: '%SRCROOT%' },
  region: { startLine: line, startColumn: column },
});

const IN_SOURCE: ReadonlySet<Suppression['source']> = new Set(['annotation', 'comment']);

const suppressionOf = ({ source, reason }: Suppression): unknown => ({
  kind: IN_SOURCE.has(source) ? 'inSource' : 'external',
  status: 'accepted',
  ...(reason === undefined ? {} : { justification: visible(reason) }),
});

export interface ResultOptions {
  /** The place of a rule in the tool's list. */
  readonly indexOf: (rule: string) => number;
  /** Whether results are held against a baseline, and so are new or not. */
  readonly baselined: boolean;
}

/** One finding. Each has its suppressions, an empty list where nobody suppressed it: SARIF wants all or none. */
export function resultJson(finding: Finding, { indexOf, baselined }: ResultOptions): string {
  const { rule, severity, message, object, location, related, fingerprint, suppression } = finding;
  return json({
    ruleId: rule,
    ruleIndex: indexOf(rule),
    level: LEVEL[severity],
    message: { text: visible(message) },
    locations: [
      {
        physicalLocation: physicalLocation(location),
        ...(object === undefined
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: visible(object), kind: 'resource' }] }),
      },
    ],
    relatedLocations: related.slice(0, MOST_RELATED).map((other, id) => ({
      id,
      physicalLocation: physicalLocation(other.location),
      message: { text: visible(other.message) },
    })),
    partialFingerprints: { 'netgraph/v1': fingerprint },
    ...(baselined ? { baselineState: suppression?.source === 'baseline' ? 'unchanged' : 'new' } : {}),
    suppressions: suppression === undefined ? [] : [suppressionOf(suppression)],
  });
}
