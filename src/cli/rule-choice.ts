import type { RuleChoice } from '../config/index.ts';
import { NetgraphError } from '../model/error.ts';
import { nearestName } from '../model/nearest-name.ts';
import { ALL_RULES, RULE_IDS, type RuleSummary } from '../rule-names.ts';

const CHOICES: readonly RuleChoice[] = ['off', 'on', 'error', 'warning', 'info'];

/** The rule of this id or name. */
export function namedRule(text: string): RuleSummary {
  const id = RULE_IDS.get(text) ?? RULE_IDS.get(text.toUpperCase());
  const rule = ALL_RULES.find((each) => each.id === id);
  if (rule !== undefined) return rule;
  const nearest = nearestName(text, RULE_IDS.keys());
  throw new NetgraphError(
    `there is no rule "${text}"`,
    nearest === undefined ? 'netgraph rules lists them' : `did you mean ${nearest}?`,
  );
}

/** Stands for every rule that can be chosen. */
const ALL = 'all';

/** `--rule NG101=off`, or `--rule all=off` for what is only to be read and solved. */
export function parseRuleChoices(text: string): [id: string, choice: RuleChoice][] {
  const [name = '', written, ...rest] = text.split('=');
  const choice = rest.length > 0 ? undefined : CHOICES.find((each) => each === written);
  if (choice === undefined)
    throw new NetgraphError(`--rule ${text}: give RULE=${CHOICES.join('|')}`, 'such as NG101=off');
  if (name === ALL) return ALL_RULES.flatMap(({ id, incomplete }) => (incomplete ? [] : [[id, choice]]));
  const { id, incomplete } = namedRule(name);
  if (incomplete)
    throw new NetgraphError(
      `--rule ${text}: ${id} says that something was not read`,
      '--allow-incomplete takes its exit code back',
    );
  return [[id, choice]];
}
