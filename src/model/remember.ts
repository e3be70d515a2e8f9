/** The same function, computed once for each key: ids and port sets are printed a million times. */
export function remember<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    // Hardly any value is undefined, so one look is enough for nearly all.
    if (found !== undefined || known.has(key)) return found as Value;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

/** A value that is computed when it is first asked for. */
export function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/** As `remember`, for as long as the keys live: for what hangs on lists and files, not on texts. */
export function rememberWeakly<Key extends object, Value extends object | boolean>(
  compute: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = compute(key);
      known.set(key, value);
    }
    return value;
  };
}

/** As `remember`, for one key at a time: where questions about the same one come in a row. */
export function rememberLatest<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  let known: { readonly key: Key; readonly value: Value } | undefined;
  return (key) => {
    if (known?.key !== key) known = { key, value: compute(key) };
    return known.value;
  };
}
