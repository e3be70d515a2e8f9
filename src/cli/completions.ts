import type { Command, Option } from 'commander';

/** The first word of the hidden command that shells ask. */
export const COMPLETE = '__complete';

interface Candidate {
  readonly word: string;
  readonly description: string;
}

interface Completions {
  readonly candidates: readonly Candidate[];
  /** Whether the names of files may stand here as well. */
  readonly files: boolean;
}

/** What kubectl calls a directive: files may follow, or nothing but the candidates. */
const DIRECTIVE = { files: ':0', none: ':4' };
const FILES: Completions = { candidates: [], files: true };

const words = (texts: readonly string[], prefix = ''): Candidate[] =>
  texts.map((text) => ({ word: `${prefix}${text}`, description: '' }));

/** The commands and options between the first word and the last, as far as they decide about the last. */
interface Position {
  readonly command: Command;
  /** The option that waits for its value. */
  readonly pending: Option | undefined;
  readonly isPath: boolean;
}

const optionOf = (command: Command, word: string): Option | undefined =>
  command.options.find(({ short, long }) => word === short || word === long);

function positionAfter(program: Command, before: readonly string[]): Position {
  let command = program;
  let pending: Option | undefined;
  for (const word of before) {
    if (word === '--') return { command, pending: undefined, isPath: true };
    if (pending !== undefined) {
      pending = undefined;
    } else if (word.startsWith('-')) {
      const option = optionOf(command, word);
      pending = option?.required === true ? option : undefined;
    } else if (command === program) {
      command = program.commands.find((each) => each.name() === word) ?? command;
    }
  }
  return { command, pending, isPath: false };
}

const valuesOf = ({ argChoices }: Option, prefix = ''): Completions =>
  argChoices === undefined ? FILES : { candidates: words(argChoices, prefix), files: false };

function optionsOf(command: Command): Candidate[] {
  const own = command.options.filter(({ hidden }) => !hidden);
  const help = { word: '--help', description: 'display help for command' };
  return [...own.map(({ long, short, description }) => ({ word: long ?? short ?? '', description })), help];
}

function completionsAt(program: Command, before: readonly string[], last: string): Completions {
  const { command, pending, isPath } = positionAfter(program, before);
  if (isPath) return FILES;
  if (pending !== undefined) return valuesOf(pending);
  const [name = '', ...value] = last.split('=');
  if (last.startsWith('--') && value.length > 0) {
    const option = optionOf(command, name);
    return option === undefined ? FILES : valuesOf(option, `${name}=`);
  }
  if (last.startsWith('-')) return { candidates: optionsOf(command), files: false };
  if (command === program) {
    const commands = program.commands.map((each) => ({ word: each.name(), description: each.summary() }));
    return { candidates: commands, files: false };
  }
  const choices = command.registeredArguments[0]?.argChoices;
  return choices === undefined ? FILES : { candidates: words(choices), files: false };
}

/** Bash takes `=` for a word of its own: what stands before and behind it belongs together. */
function withoutEqualSigns(all: readonly string[]): string[] {
  return all.at(-2) === '='
    ? [...all.slice(0, -2), all.at(-1) ?? '']
    : all.at(-1) === '='
      ? [...all.slice(0, -1), '']
      : [...all];
}

/**
 * What may stand at the end of a command line, a candidate a line with its description behind a tab, and at last the
 * directive: the form in which kubectl asks its plugins. `''` stands for an empty word where a shell passes none.
 */
export function completionLines(program: Command, line: readonly string[]): string[] {
  const all = withoutEqualSigns(line);
  const word = all.at(-1) ?? '';
  const last = word === "''" ? '' : word;
  const { candidates, files } = completionsAt(program, all.slice(0, -1), last);
  return [
    ...candidates
      .filter((each) => each.word.startsWith(last))
      .map((each) => (each.description === '' ? each.word : `${each.word}\t${each.description}`)),
    files ? DIRECTIVE.files : DIRECTIVE.none,
  ];
}

/** Says which values an option takes, for shells only: the option checks its value itself. */
export function suggestValues(command: Command, long: string, values: readonly string[]): void {
  const option = command.options.find((each) => each.long === long);
  if (option !== undefined) option.argChoices = [...values];
}
