/** One object for all times that a reader gives up: no stack has to be captured. */
const HANDED_OVER = new Error('a text for the full YAML parser');

/** Gives up, where the text is not in the plain style or may be broken. */
export function handOver(): never {
  throw HANDED_OVER;
}

/** What a reader finds; undefined where it gives up. */
export function unlessHandedOver<Found>(read: () => Found): Found | undefined {
  try {
    return read();
  } catch (error) {
    if (error === HANDED_OVER) return undefined;
    throw error;
  }
}
