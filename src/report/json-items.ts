/** The items of a JSON array, one a line. */
export function* jsonItems(items: Iterable<string>): Generator<string> {
  let separator = '\n    ';
  for (const item of items) {
    yield separator + item;
    separator = ',\n    ';
  }
  if (separator.startsWith(',')) yield '\n  ';
}
