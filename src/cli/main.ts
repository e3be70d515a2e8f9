import { basename, resolve } from 'node:path';
import { writeAtomically, writeChunks } from '../io/index.ts';
import { reasonOf } from '../io/system-error.ts';
import { NetgraphError } from '../model/error.ts';
import { isTerminal } from './is-terminal.ts';
import { prepareV8 } from './much-input.ts';
import { rulePageAddress } from './rule-page.ts';
import { runCli } from './run-cli.ts';

function writeFile(path: string, chunks: Iterable<string>): void {
  try {
    writeAtomically(resolve(path), chunks);
  } catch (error) {
    throw new NetgraphError(`cannot write ${path}: ${reasonOf(error)}`, undefined, error);
  }
}

/** As a plugin of kubectl, the command is called by another name (bin/kubectl-netgraph.js). */
const isPlugin = basename(process.argv[1] ?? '').startsWith('kubectl-netgraph');

const run = (): Promise<number> =>
  runCli(process.argv.slice(2), {
    ...(isPlugin ? { name: 'kubectl netgraph' } : {}),
    cwd: process.cwd(),
    env: process.env,
    stdout: {
      get isTTY() {
        return isTerminal(1);
      },
      write: (chunks) => void writeChunks(1, chunks),
    },
    stderr: {
      get isTTY() {
        return isTerminal(2);
      },
      write: (text) => void writeChunks(2, [text]),
    },
    writeFile,
    prepareFor: prepareV8,
    rulePage: rulePageAddress,
    // The clock of `performance` brings modules with it that nothing else needs.
    now: () => process.uptime() * 1000,
    today: () => new Date().toISOString().slice(0, 10),
  });

// All output has been written when this is called, for it is written synchronously. Left to itself, Node would wait for what V8 still
// optimizes, and that nobody runs any more.
// eslint-disable-next-line no-restricted-syntax
void run().then((exitCode) => process.exit(exitCode));
