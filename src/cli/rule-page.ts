import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of the rule pages that come with the command, which was started by `script`: `bin/` or `dist/` lie beside them. */
export function rulePages(script: string | undefined): string | undefined {
  if (script === undefined || !existsSync(script)) return undefined;
  const folder = join(dirname(realpathSync(script)), '..', 'docs', 'rules');
  return existsSync(folder) ? folder : undefined;
}

/** The address of the page of a rule. Ids are ours: nothing of the input gets into it. */
export function rulePage(folder: string | undefined, rule: string): string | undefined {
  const page = folder === undefined ? undefined : join(folder, `${rule}.md`);
  return page !== undefined && existsSync(page) ? pathToFileURL(page).href : undefined;
}
