import type { Command } from 'commander';
import { NetgraphError } from '../model/error.ts';
import { json, visible } from '../report/index.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

interface ConfigOptions {
  readonly print: boolean;
  readonly config?: string | false;
  readonly output: string;
}

const EXAMPLES = `
Examples:
  netgraph config manifests/             which file is in effect there, and whether it is right
  netgraph config manifests/ --print     what it comes to, with presets spelt out`;

/** `netgraph config`: which configuration is in effect, and what it says. */
export function addConfigCommand(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command('config')
    .summary('which configuration is in effect')
    .description('Find and check the configuration, and print it.')
    .argument('[path]', 'where the search begins (default: the working directory)')
    .option('--print', 'print the configuration in effect', false)
    .option('--config <file>', 'this file, instead of the one found from the path upward')
    .option('--no-config', 'no file')
    .option('-o, --output <format>', 'yaml or json', 'yaml')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string | undefined, { print, config: option, output }: ConfigOptions) => {
      if (output !== 'yaml' && output !== 'json')
        throw new NetgraphError(`there is no format "${output}" here`, 'there is: yaml, json');
      const { findConfigFile } = await import('./config-file.ts');
      const { configValue, withDefaults } = await import('../config/index.ts');
      const { printYaml } = await import('../yaml/index.ts');
      const { file, config } = findConfigFile(option, path, terminal.cwd);
      const value = configValue(withDefaults(config));
      const source = file === undefined ? 'no configuration file' : visible(file);
      if (!print) terminal.stdout.write([`${source}\n`]);
      else if (output === 'json') terminal.stdout.write([`${json({ file: file ?? null, config: value })}\n`]);
      else terminal.stdout.write([`# ${source}\n`, printYaml(value)]);
      finish(EXIT.ok);
    });
}
