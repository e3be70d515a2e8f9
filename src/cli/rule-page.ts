import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetgraphError } from '../model/error.ts';

/** Pages lie beside the bundle of the package, and in the sources one folder further up. */
const FOLDERS = ['../docs/rules', '../../docs/rules'].map((folder) => join(import.meta.dirname, folder));

/** The page of a rule, in Markdown. */
export function rulePage(id: string): string {
  const file = FOLDERS.map((folder) => join(folder, `${id}.md`)).find((each) => existsSync(each));
  if (file === undefined)
    throw new NetgraphError(`the page of ${id} is not there`, 'docs/rules belongs to the package');
  return readFileSync(file, 'utf8');
}
