import type { Command } from 'commander';
import type { RuleSummary } from '../rule-names.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { parseOutputs, writeOutputs } from './output.ts';
import { collect } from './common-options.ts';
import type { Terminal } from './terminal.ts';

interface RulesOptions {
  readonly output: readonly string[];
}

const FORMATS = ['text', 'json', 'md'] as const;

const EXAMPLES = `
Examples:
  netgraph rules                          every rule
  netgraph rules NG201                    what one is about, with a bad and a good manifest
  netgraph rules service-selects-nothing  the same by its name`;

function* textList(rules: readonly RuleSummary[]): Generator<string> {
  const width = Math.max(...rules.map(({ name }) => name.length));
  for (const { id, name, severity, summary } of rules)
    yield `${id}  ${name.padEnd(width)}  ${severity.padEnd('warning'.length)}  ${summary}\n`;
}

function* markdownList(rules: readonly RuleSummary[]): Generator<string> {
  yield '| rule | name | severity | fires when |\n| --- | --- | --- | --- |\n';
  for (const { id, name, severity, summary } of rules) yield `| ${id} | ${name} | ${severity} | ${summary} |\n`;
}

function* jsonList(rules: readonly object[]): Generator<string> {
  yield `${JSON.stringify(rules, undefined, 2)}\n`;
}

async function show(names: readonly string[], { output }: RulesOptions, terminal: Terminal): Promise<void> {
  const outputs = parseOutputs(output, FORMATS);
  const { ALL_RULES } = await import('../rule-names.ts');
  const { namedRule } = await import('./rule-choice.ts');
  const { rulePage } = await import('./rule-page.ts');
  const named = names.map(namedRule);
  const pages = named.map(({ id }) => rulePage(id));
  const text = pages.length === 0 ? undefined : [pages.join('\n')];
  const renderers = {
    text: () => text ?? textList(ALL_RULES),
    md: () => text ?? markdownList(ALL_RULES),
    json: () =>
      jsonList(text === undefined ? ALL_RULES : named.map((rule, index) => ({ ...rule, page: pages[index] }))),
  };
  writeOutputs(outputs, renderers, terminal, false);
}

/** `netgraph rules`: every rule, or the pages of those that are named. */
export function addRulesCommand(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command('rules')
    .summary('what is looked for, and why')
    .description('List the rules, or print the pages of some.')
    .argument('[rules...]', 'ids or names')
    .option('-o, --output <format[=file]>', `${FORMATS.join(', ')}; repeatable`, collect, [])
    .addHelpText('after', EXAMPLES)
    .action(async (names: string[], options: RulesOptions) => {
      await show(names, options, terminal);
      finish(EXIT.ok);
    });
}
