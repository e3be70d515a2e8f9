import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NetgraphError } from '../model/error.ts';

/** Pages lie beside the bundle of the package, and in the sources one folder further up. */
const FOLDERS = ['../docs/rules', '../../docs/rules'].map((folder) => join(import.meta.dirname, folder));

const pageFile = (id: string): string | undefined =>
  FOLDERS.map((folder) => join(folder, `${id}.md`)).find((file) => existsSync(file));

/** The address of the page of a rule. Ids are ours: nothing of the input gets into it. */
export function rulePageAddress(id: string): string | undefined {
  const file = pageFile(id);
  return file === undefined ? undefined : pathToFileURL(file).href;
}

/** The page of a rule, in Markdown. */
export function rulePage(id: string): string {
  const file = pageFile(id);
  if (file === undefined)
    throw new NetgraphError(`the page of ${id} is not there`, 'docs/rules belongs to the package');
  return readFileSync(file, 'utf8');
}
