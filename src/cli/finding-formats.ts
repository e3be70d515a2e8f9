import type { Analysis } from '../analysis.ts';
import { PROBLEM_RULES } from '../model/problem.ts';
import * as report from '../report/index.ts';
import type { Output, Renderers } from './output.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

/** Every form that `netgraph analyze` writes its report in. */
export const FINDING_FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'md', 'csv', 'jsonl'] as const;

export type FindingFormat = (typeof FINDING_FORMATS)[number];

/** What is printed when nobody says what: text, and in a workflow of GitHub Actions its annotations as well. */
export const defaultOutputs = (env: Terminal['env']): Output<FindingFormat>[] =>
  env['GITHUB_ACTIONS'] === 'true' ? [{ format: 'text' }, { format: 'github' }] : [{ format: 'text' }];

/** Every rule, on the input and on the graph. The rules are loaded with the analysis, not with the command. */
export async function ruleCatalogue(): Promise<report.RuleText[]> {
  const { RULES } = await import('../rules/index.ts');
  return [...Object.entries(PROBLEM_RULES).map(([id, rule]) => ({ id, ...rule })), ...RULES];
}

export interface FindingFormatOptions extends report.AnalysisTextOptions {
  readonly rules: readonly report.RuleText[];
  /** Text holds only what is wrong. */
  readonly quiet: boolean;
}

/** How each of the forms is written. */
export function findingRenderers(analysis: Analysis, options: FindingFormatOptions): Renderers<FindingFormat> {
  const { rules, quiet, command } = options;
  const baselined = analysis.findings.some(({ suppression }) => suppression?.source === 'baseline');
  return {
    text: (style) => (quiet ? report.wrongLines(analysis, style) : report.analysisText(analysis, style, options)),
    json: () => report.analysisJson(analysis),
    sarif: () => report.findingsSarif(analysis, { version: VERSION, rules, baselined }),
    junit: () => report.findingsJunit(analysis),
    github: () => report.findingsGithub(analysis),
    gitlab: () => report.findingsGitlab(analysis),
    md: () => report.findingsMarkdown(analysis, report.connectivityText(analysis, report.PLAIN, command)),
    csv: () => report.findingsCsv(analysis),
    jsonl: () => report.findingsJsonl(analysis),
  };
}
