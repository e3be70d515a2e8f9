import type { Analysis } from '../../src/analysis.ts';
import { PROBLEM_RULES } from '../../src/model/problem.ts';

/** Where a text says that a rule must report: `# expect NG301` on the line, `# expect NG301:7` with the column. */
export interface Marker {
  readonly rule: string;
  readonly line: number;
  readonly column?: number;
}

const MARKER = /# expect ((?:NG\d{3}(?::\d+)?[ ,]*)+)/;

export const markersOf = (text: string): Marker[] =>
  text.split('\n').flatMap((content, index) =>
    (MARKER.exec(content)?.[1] ?? '')
      .split(/[ ,]+/)
      .filter((mark) => mark !== '')
      .map((mark): Marker => {
        const [rule = '', column] = mark.split(':');
        return { rule, line: index + 1, ...(column === undefined ? {} : { column: Number(column) }) };
      }),
  );

/** Rules on the input that no manifest can show: a file that is not there, a limit, nothing at all. */
const WITHOUT_MANIFEST = ['NG001', 'NG005', 'NG011'];

/** Rules on the input that a manifest shows. */
export const INPUT_RULES = Object.keys(PROBLEM_RULES).filter((id) => !WITHOUT_MANIFEST.includes(id));

/** What one rule reported, in the form of `markersOf`: with the column only where the marker of that line has one. */
export function reportedBy(rule: string, { findings, problems }: Analysis, expected: readonly Marker[]): Marker[] {
  const hasColumn = new Set(expected.flatMap(({ line, column }) => (column === undefined ? [] : [line])));
  const unread = problems.flatMap(({ rule: id, location }) =>
    location !== undefined && PROBLEM_RULES[id].incomplete ? { rule: id, location } : [],
  );
  return [...findings.filter(({ suppression }) => suppression === undefined), ...unread]
    .filter((finding) => finding.rule === rule)
    .map(({ location: { line, column } }) => ({ rule, line, ...(hasColumn.has(line) ? { column } : {}) }));
}
