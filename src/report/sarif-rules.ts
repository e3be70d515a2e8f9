import type { Severity } from '../model/problem.ts';
import { pageCommand, type RuleText } from './rule-text.ts';

/** What SARIF calls the severities. */
export const LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

/** Rules on who is isolated and what is exposed are about security; GitHub sorts those by a score like that of CVSS. */
const SECURITY_FAMILY = /^NG[14]/;
const SCORE: Readonly<Record<Severity, string>> = { error: '8.0', warning: '5.0', info: '2.0' };

/** One rule, or one kind of notification, as the tool describes it. */
export function ruleDescriptor({ id, name, severity, summary }: RuleText): unknown {
  const security = { tags: ['security'], 'security-severity': SCORE[severity] };
  return {
    id,
    name,
    shortDescription: { text: summary },
    help: {
      text: `${summary} Why, and how to mend it: ${pageCommand(id)}`,
      markdown: `${summary} Why, and how to mend it: \`${pageCommand(id)}\``,
    },
    defaultConfiguration: { level: LEVEL[severity] },
    ...(SECURITY_FAMILY.test(id) ? { properties: security } : {}),
  };
}
