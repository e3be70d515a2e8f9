import type { Finding } from '../../src/findings/index.ts';
import { PROBLEM_RULES, type Problem, type Severity } from '../../src/model/problem.ts';
import type { Wrong } from '../../src/report/issues.ts';
import { RULES } from '../../src/rules/index.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** The catalogue as the command hands it over. */
export const CATALOGUE = [...Object.entries(PROBLEM_RULES).map(([id, rule]) => ({ id, ...rule })), ...RULES];

/** One finding; what is not given is plain. */
export const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'NG201',
  name: 'service-selects-nothing',
  severity: 'error',
  message: 'the selector of Service shop/web matches no pod of its namespace',
  object: 'shop/web[Service]',
  location: { file: 'shop/web.yaml', line: 9, column: 3 },
  related: [],
  fingerprint: 'f0',
  ...more,
});

export const problem = (more: Partial<Problem> = {}): Problem => ({
  rule: 'NG002',
  message: 'this is no valid YAML',
  location: { file: 'broken.yaml', line: 2, column: 1 },
  ...more,
});

export const CLEAN: Wrong = { findings: [], problems: [] };

export const SMALL: Wrong = {
  findings: [
    finding({
      related: [{ message: 'the label that nearly matched', location: { file: 'a b/ö.yaml', line: 3, column: 1 } }],
    }),
    finding({ rule: 'NG101', name: 'ingress-not-isolated', severity: 'warning', fingerprint: 'f1' }),
    finding({ rule: 'NG101', name: 'ingress-not-isolated', severity: 'info', fingerprint: 'f2' }),
    finding({ fingerprint: 'f3', message: 'said so', suppression: { source: 'comment', reason: 'on purpose' } }),
    finding({ fingerprint: 'f4', message: 'configured', suppression: { source: 'configuration' } }),
    finding({ fingerprint: 'f5', message: 'known before', suppression: { source: 'baseline' } }),
  ],
  problems: [problem(), { rule: 'NG011', message: 'nothing here' }],
};

/** As many findings as asked for, over some files, rules and severities. */
export const many = (count: number): Wrong => ({
  problems: [],
  findings: Array.from({ length: count }, (_, i) => {
    const rule = CATALOGUE[i % CATALOGUE.length];
    return finding({
      rule: rule?.id ?? '',
      name: rule?.name ?? '',
      severity: SEVERITIES[i % 3] ?? 'info',
      object: `shop/web-${i}[Service]`,
      location: { file: `shop/${i % 97}.yaml`, line: i + 1, column: 3 },
      fingerprint: `f${i}`,
    });
  }),
});

/** A finding, and something unread, with each of these texts wherever a text of the input may stand. */
export const withTexts = (texts: readonly string[]): Wrong => ({
  findings: texts.flatMap((text, i) => [
    finding({
      object: `${text}/${text}[Service]`,
      message: text,
      location: { file: text, line: 1, column: 1 },
      related: [{ message: text, location: { file: text, line: 1, column: 1 } }],
      severity: SEVERITIES[i % 3] ?? 'info',
      fingerprint: `f${i}`,
    }),
    finding({
      message: `the Service "${text}" ${text}`,
      fingerprint: `s${i}`,
      suppression: { source: 'annotation', reason: text },
    }),
  ]),
  problems: texts.map((text) => problem({ message: text, location: { file: text, line: 1, column: 1 } })),
});
