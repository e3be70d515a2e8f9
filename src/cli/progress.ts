import type { Terminal } from './terminal.ts';

const FIRST_AFTER = 500;
const EVERY = 100;

const SILENT: Progress = { update: () => undefined, clear: () => undefined };

/** One line on a terminal that somebody may be waiting at; nothing at all in pipes and CI. */
export interface Progress {
  readonly update: (done: { readonly files: number; readonly documents: number }) => void;
  readonly clear: () => void;
}

export function progressLine({ env, stderr, now }: Terminal, isQuiet: boolean): Progress {
  if (isQuiet || (env['CI'] ?? '') !== '') return SILENT;
  let next = now() + FIRST_AFTER;
  let isWatched = true;
  let isShown = false;
  return {
    update({ files, documents }) {
      if (!isWatched || now() < next) return;
      next = now() + EVERY;
      isWatched = stderr.isTTY;
      if (!isWatched) return;
      isShown = true;
      stderr.write(`\r\u001b[Kreading: ${files} files, ${documents} documents`);
    },
    clear() {
      if (isShown) stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
