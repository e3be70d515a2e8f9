import { Command, CommanderError } from 'commander';
import { NetgraphError } from '../model/error.ts';
import { visible } from '../report/index.ts';
import { addAnalyzeCommand } from './analyze.ts';
import { addCompletionCommand } from './completion.ts';
import { COMPLETE, completionLines } from './completions.ts';
import { addBaselineCommand } from './baseline.ts';
import { addConfigCommand } from './config.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { addListCommand } from './list.ts';
import { addQueryCommand } from './query.ts';
import { addResolveCommand } from './resolve.ts';
import { addRulesCommand } from './rules.ts';
import { addServicesCommand } from './services.ts';
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

function buildProgram(terminal: Terminal, finish: (code: ExitCode) => void): Command {
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
  addAnalyzeCommand(program, terminal, finish);
  addListCommand(program, terminal, finish);
  addQueryCommand(program, terminal, finish);
  addResolveCommand(program, terminal, finish);
  addServicesCommand(program, terminal, finish);
  addRulesCommand(program, terminal, finish);
  addBaselineCommand(program, terminal, finish);
  addConfigCommand(program, terminal, finish);
  addCompletionCommand(program, terminal, finish);
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
  try {
    const program = buildProgram(terminal, (code) => {
      exitCode = code;
    });
    const [first, ...rest] = argv;
    if (first === COMPLETE) {
      terminal.stdout.write(completionLines(program, rest).map((line) => `${line}\n`));
      return EXIT.ok;
    }
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error, terminal);
  }
}
