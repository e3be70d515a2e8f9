import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './measure.mjs';

/** Of samples/shop. */
const ENTRIES = ['namespace.yaml', 'web', 'api', 'db'];

/**
 * Makes a folder of few manifests anew.
 *
 * @param {string} folder
 */
export function writeSmallFolder(folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const name of ENTRIES) cpSync(join(ROOT, 'samples/shop', name), join(folder, name), { recursive: true });
}
