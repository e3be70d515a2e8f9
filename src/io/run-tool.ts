import type { SpawnSyncReturns } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';
import { codeOf } from './system-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that is run without a shell: each argument reaches it as it is. */
export interface ToolCall {
  /** The absolute path of the program. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  readonly limits: ToolLimits;
}

export interface ToolLimits {
  readonly milliseconds: number;
  readonly bytes: number;
}

/** What the program wrote, and what went wrong, by its own words; without `failure` it ended well. */
export interface ToolOutcome {
  readonly output: string;
  readonly failure?: string;
}

const LONGEST = 400;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The first program of this name in the absolute folders of `PATH`. Others are passed over: a relative one, or on Windows the
 * working directory, would run what lies in the repository under analysis.
 */
export function findProgram(name: string, env: Environment): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return (env['PATH'] ?? env['Path'] ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, file))
    .find(isProgram);
}

/** A text of the program without the absolute path of the working directory. */
function relativeText(text: string, cwd: string): string {
  const folders = [cwd, realpathSync(cwd)].filter((folder) => folder.length > 1);
  return folders.reduce((shown, folder) => shown.replaceAll(`${folder}${sep}`, '').replaceAll(folder, '.'), text);
}

/** The lines of standard error in which the program says what is wrong; warnings are no failure. */
export function errorLines(stderr: string, cwd: string): string[] {
  const lines = relativeText(stderr, cwd)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('Warning:') && !line.startsWith('WARNING:'));
  const errors = lines.filter((line) => /^error\b/i.test(line));
  return (errors.length > 0 ? errors : lines.slice(-1)).map((line) =>
    line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line,
  );
}

function failureOf({ error, status, stderr }: SpawnSyncReturns<Buffer>, { cwd, limits }: ToolCall): string | undefined {
  const code = codeOf(error);
  if (code === 'ETIMEDOUT') return `stopped after ${limits.milliseconds / 1000} s`;
  if (code === 'ENOBUFS') return `stopped at more than ${limits.bytes} bytes of output`;
  if (error !== undefined) return `could not be run: ${code ?? 'unknown error'}`;
  if (status === 0) return undefined;
  const said = errorLines(String(stderr), cwd).join('\n');
  return said === '' ? `ended with exit code ${String(status)}` : said;
}

/** Runs a program to its end, with nothing on its standard input. Never throws. */
export function runTool(call: ToolCall): ToolOutcome {
  const { program, args, cwd, env, limits } = call;
  // Loaded when needed: hardly any run starts a program.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const result = spawnSync(program, args, {
    cwd,
    env: { ...env },
    shell: false,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limits.milliseconds,
    killSignal: 'SIGKILL',
    maxBuffer: limits.bytes,
    windowsHide: true,
  });
  const failure = failureOf(result, call);
  // Not started at all, there is no output.
  const output = result.error === undefined ? result.stdout.toString('utf8') : '';
  return failure === undefined ? { output } : { output, failure };
}
