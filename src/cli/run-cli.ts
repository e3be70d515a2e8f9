import { Command, CommanderError } from 'commander';
import { NetgraphError } from '../model/error.ts';
import { visible } from '../report/index.ts';
import { COMPLETE, completionLines } from './completions.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

const EXAMPLES = `
Examples:
  netgraph analyze manifests/                                         what is wrong, and who may reach whom
  netgraph query manifests/ --from shop/web --to shop/db --port 5432  may it, and why
  netgraph services manifests/                                        who reaches which Service port
  netgraph resolve http://api manifests/ --from shop/web              where a name leads, and whether it is open
  netgraph list manifests/ -o json                                    every allowed connection

netgraph help <command> shows more examples. No cluster is needed, and nothing leaves this machine.`;

type AddCommand = (program: Command, terminal: Terminal, finish: (code: ExitCode) => void) => void;

/** In the order of the help. Each is loaded when it is asked for. */
const COMMANDS = new Map<string, () => Promise<AddCommand>>([
  ['analyze', async () => (await import('./analyze.ts')).addAnalyzeCommand],
  ['list', async () => (await import('./list.ts')).addListCommand],
  ['query', async () => (await import('./query.ts')).addQueryCommand],
  ['resolve', async () => (await import('./resolve.ts')).addResolveCommand],
  ['services', async () => (await import('./services.ts')).addServicesCommand],
  ['rules', async () => (await import('./rules.ts')).addRulesCommand],
  ['baseline', async () => (await import('./baseline.ts')).addBaselineCommand],
  ['config', async () => (await import('./config.ts')).addConfigCommand],
  ['completion', async () => (await import('./completion.ts')).addCompletionCommand],
]);

/** The command that a line begins with; all of them where it begins with something else, for help and for shells. */
function commandsOf(first: string | undefined): readonly (() => Promise<AddCommand>)[] {
  const asked = [...COMMANDS].filter(([name]) => name === first);
  return (asked.length > 0 ? asked : [...COMMANDS]).map(([, load]) => load);
}

async function buildProgram(
  first: string | undefined,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): Promise<Command> {
  const program = new Command(terminal.name ?? 'netgraph')
    .description('Who can talk to whom in Kubernetes, on which ports, and why: read from manifests.')
    .version(VERSION)
    .showHelpAfterError('(--help shows examples)')
    // Defaults that say something are in the descriptions.
    .configureHelp({ optionDescription: ({ description }) => description })
    .configureOutput({
      writeOut: (text) => {
        terminal.stdout.write([text]);
      },
      writeErr: (text) => {
        terminal.stderr.write(text);
      },
    })
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  for (const load of commandsOf(first)) (await load())(program, terminal, finish);
  return program;
}

/** Wrong usage is told as such; everything unforeseen is a bug of netgraph, with its stack for those who look for it. */
function explain(error: unknown, { env, stderr }: Terminal): ExitCode {
  // commander has written its message already; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof NetgraphError) {
    stderr.write(`error: ${visible(error.message)}\n`);
    if (error.hint !== undefined) stderr.write(`hint: ${visible(error.hint)}\n`);
    return EXIT.usage;
  }
  stderr.write(`netgraph has a bug: ${visible(error instanceof Error ? error.message : String(error))}\n`);
  if (env['NETGRAPH_DEBUG'] === '1' && error instanceof Error) stderr.write(`${error.stack ?? ''}\n`);
  else stderr.write('Please report it; NETGRAPH_DEBUG=1 shows where it is.\n');
  return EXIT.bug;
}

/** Runs one command line, without the names of node and script, and gives the exit code. Never throws. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const atEnd: (() => void)[] = [];
  try {
    const [first, ...rest] = argv;
    const program = await buildProgram(first, { ...terminal, atEnd }, (code) => {
      exitCode = code;
    });
    if (first === COMPLETE) {
      terminal.stdout.write(completionLines(program, rest).map((line) => `${line}\n`));
      return EXIT.ok;
    }
    await program.parseAsync(argv, { from: 'user' });
    for (const finish of atEnd) finish();
    return exitCode;
  } catch (error) {
    return explain(error, terminal);
  }
}
