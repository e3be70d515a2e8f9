import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** From bytes on the disk to the model. */
const READING = ['read', 'split', 'parse', 'decode'];

/** The bytes of a file, or of all files of a folder. */
export function sizeOf(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/**
 * What `--timings` says on standard error.
 *
 * @param {string} stderr
 * @param {number} bytes of the input
 * @returns {{ phases: Record<string, number>, handedOver: number, megabytes: number, rate: number }} milliseconds by phase,
 *   documents that js-yaml read, and the megabytes a second that were read into the model
 */
export function timingsOf(stderr, bytes) {
  const phases = {};
  for (const [, phase, ms] of stderr.matchAll(/^(\w+) +([\d.]+) ms$/gm)) phases[phase] = Number(ms);
  const handedOver = Number(/^(\d+) documents? for the slow reader$/m.exec(stderr)?.[1]);
  const ms = READING.reduce((sum, phase) => sum + phases[phase], 0);
  if (!Number.isFinite(ms + handedOver)) throw new Error(`--timings says: ${stderr}`);
  return { phases, handedOver, megabytes: bytes / 1e6, rate: bytes / 1000 / ms };
}
