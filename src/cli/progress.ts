import type { Terminal } from './terminal.ts';

const FIRST_AFTER = 500;
const EVERY = 100;

/** One line on a terminal that somebody may be waiting at; nothing at all in pipes and CI. */
export interface Progress {
  readonly update: (done: { readonly files: number; readonly documents: number }) => void;
  readonly clear: () => void;
}

export function progressLine({ env, stderr, now }: Terminal, isQuiet: boolean): Progress {
  const isWatched = (): boolean => !isQuiet && (env['CI'] ?? '') === '' && stderr.isTTY;
  let next = now() + FIRST_AFTER;
  let isShown = false;
  return {
    update({ files, documents }) {
      if (now() < next) return;
      next = now() + EVERY;
      if (!isWatched()) return;
      isShown = true;
      stderr.write(`\r\u001b[Kreading: ${files} files, ${documents} documents`);
    },
    clear() {
      if (isShown) stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
