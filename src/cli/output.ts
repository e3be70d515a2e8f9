import { NetgraphError } from '../model/error.ts';
import { COLOURED, PLAIN, type Style } from '../report/index.ts';
import type { Terminal } from './terminal.ts';

/** Where one report goes; without a file to standard output. */
export interface Output<Format extends string> {
  readonly format: Format;
  readonly file?: string;
}

/** How each format of a command is written. */
export type Renderers<Format extends string> = Readonly<Record<Format, (style: Style) => Iterable<string>>>;

const ALIASES: ReadonlyMap<string, string> = new Map([['markdown', 'md']]);

/** Reads `-o FORMAT[=FILE]`, as often as given; without any, the first format to standard output. */
export function parseOutputs<Format extends string>(
  texts: readonly string[],
  formats: readonly [Format, ...Format[]],
): Output<Format>[] {
  if (texts.length === 0) return [{ format: formats[0] }];
  const outputs = texts.map((text): Output<Format> => {
    const [name = '', ...rest] = text.split('=');
    const file = rest.join('=');
    const format = formats.find((each) => each === (ALIASES.get(name) ?? name));
    if (format === undefined)
      throw new NetgraphError(`there is no format "${name}" here`, `there is: ${formats.join(', ')}`);
    if (rest.length > 0 && file === '') throw new NetgraphError(`-o ${text}: the file has no name`);
    return rest.length === 0 ? { format } : { format, file };
  });
  const targets = outputs.map(({ file }) => file);
  if (new Set(targets).size < targets.length)
    throw new NetgraphError('two outputs go to the same place', 'write one to a file: -o json=report.json');
  return outputs;
}

/** `NO_COLOR` and `FORCE_COLOR` as users of other tools know them; the option goes before both. */
export function colourWanted(env: Terminal['env'], isTTY: boolean, color: boolean): boolean {
  if (!color || (env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTTY && env['TERM'] !== 'dumb';
}

/** Writes each report where it is to go. Files are never coloured. */
export function writeOutputs<Format extends string>(
  outputs: readonly Output<Format>[],
  renderers: Renderers<Format>,
  terminal: Terminal,
  color: boolean,
): void {
  for (const { format, file } of outputs) {
    if (file !== undefined) terminal.writeFile(file, renderers[format](PLAIN));
    else
      terminal.stdout.write(
        renderers[format](colourWanted(terminal.env, terminal.stdout.isTTY, color) ? COLOURED : PLAIN),
      );
  }
}
