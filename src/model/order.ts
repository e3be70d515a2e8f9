/** The one order of netgraph's output: by UTF-16 code unit, the same in every locale. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The values of a map in the order of their keys. Without a comparison of its own, `sort` is this order, and many times as fast. */
export function inKeyOrder<Value>(map: ReadonlyMap<string, Value>): Value[] {
  const values: Value[] = [];
  for (const key of [...map.keys()].sort()) {
    const value = map.get(key);
    if (value !== undefined) values.push(value);
  }
  return values;
}

/** Compares by the first key that differs. */
export const byKeys =
  <T>(...keys: readonly ((item: T) => string | number)[]) =>
  (a: T, b: T): number => {
    for (const key of keys) {
      const left = key(a);
      const right = key(b);
      if (left < right) return -1;
      if (left > right) return 1;
    }
    return 0;
  };
