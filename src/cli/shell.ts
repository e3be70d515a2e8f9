const SAFE = /^[-A-Za-z0-9_./:=@%+]+$/;

/** A command as one can paste it into a shell. */
export const commandLine = (words: readonly string[]): string =>
  words.map((word) => (SAFE.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
