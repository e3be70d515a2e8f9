import { byKeys } from '../model/order.ts';
import type { Finding } from './finding.ts';

/** A finding that was there when the baseline was written. */
export interface KnownFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly object?: string;
}

/** What became of a baseline. */
export interface BaselineOutcome {
  /** Findings that it holds, and that are still there. */
  readonly known: number;
  /** Findings that count: it does not hold them, and nothing else suppresses them. */
  readonly new: number;
  /** What it holds and is there no more. */
  readonly gone: readonly KnownFinding[];
}

/** Of the file; one of another version is not read. */
export const BASELINE_VERSION = 1;

/** Suppressions of no use are to be deleted, not to be kept. */
const isKept = ({ rule, suppression }: Finding): boolean => suppression === undefined && rule !== 'NG010';

const inOrder = (known: readonly KnownFinding[]): KnownFinding[] =>
  [...known].sort(
    byKeys(
      ({ rule }) => rule,
      ({ object }) => object ?? '',
      ({ fingerprint }) => fingerprint,
    ),
  );

/** Every finding that counts, in the order of a baseline: no place is in it, so that moved lines change nothing. */
export const knownFindings = (findings: readonly Finding[]): KnownFinding[] =>
  inOrder(
    findings
      .filter(isKept)
      .map(({ fingerprint, rule, object }) => ({ fingerprint, rule, ...(object === undefined ? {} : { object }) })),
  );

/** Of a baseline, what is still there. */
export function stillThere(baseline: readonly KnownFinding[], findings: readonly Finding[]): KnownFinding[] {
  const present = new Set(findings.map(({ fingerprint }) => fingerprint));
  return inOrder(baseline.filter(({ fingerprint }) => present.has(fingerprint)));
}

/** Marks the findings of a baseline as known, and says what is new and what has gone. */
export function applyBaseline(
  findings: readonly Finding[],
  baseline: readonly KnownFinding[],
): { readonly findings: readonly Finding[]; readonly outcome: BaselineOutcome } {
  const fingerprints = new Set(baseline.map(({ fingerprint }) => fingerprint));
  const marked = findings.map((finding): Finding =>
    isKept(finding) && fingerprints.has(finding.fingerprint)
      ? { ...finding, suppression: { source: 'baseline' } }
      : finding,
  );
  const present = new Set(findings.map(({ fingerprint }) => fingerprint));
  return {
    findings: marked,
    outcome: {
      known: marked.filter(({ suppression }) => suppression?.source === 'baseline').length,
      new: marked.filter(({ suppression }) => suppression === undefined).length,
      gone: inOrder(baseline.filter(({ fingerprint }) => !present.has(fingerprint))),
    },
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function knownFinding(value: unknown): KnownFinding | undefined {
  if (!isRecord(value)) return undefined;
  const { fingerprint, rule, object } = value;
  if (typeof fingerprint !== 'string' || typeof rule !== 'string') return undefined;
  if (object === undefined) return { fingerprint, rule };
  return typeof object === 'string' ? { fingerprint, rule, object } : undefined;
}

/** Reads the value of a baseline file; undefined where it is none that this version knows. */
export function readBaseline(value: unknown): readonly KnownFinding[] | undefined {
  if (!isRecord(value) || value['schemaVersion'] !== BASELINE_VERSION || !Array.isArray(value['findings']))
    return undefined;
  const findings = value['findings'].map(knownFinding);
  return findings.every((finding) => finding !== undefined) ? findings : undefined;
}
