/** One object for all times that a reader gives up: no stack has to be captured. */
export const HANDED_OVER = new Error('a text for the full YAML parser');

/** Gives up, where the text is not in the plain style or may be broken. Caught by those who start the fast reader. */
export function handOver(): never {
  throw HANDED_OVER;
}
