/** Functions that return what they did, and what of their text must be left after rewriting. */
export type Cases = Readonly<
  Record<string, { readonly code: string; readonly keeps?: RegExp; readonly loses?: RegExp }>
>;

/** Lists and objects, as they are written. */
export const LITERAL_CASES: Cases = {
  'lists of lists': {
    code: `const log: unknown[] = [];
      const list = [1, 2, 3, 4];
      const holes: number[] = []; holes[2] = 7;
      log.push(list.flatMap((n) => (n % 2 === 0 ? [n, [n]] : [])));
      log.push(list.flatMap((n, i, all) => [i, all.length, n]));
      log.push(list.flatMap((n) => (n > 2 ? n : undefined)));
      log.push(holes.flatMap((n) => [n]), [1].flatMap(() => holes));
      log.push(list.filter((n) => n > 1).flatMap((n) => [n]).flatMap((n) => [n, list.flatMap((m) => (m > n ? [m] : []))]));
      const growing = [1, 2]; log.push(growing.flatMap((n) => { growing.push(n); return n; }), growing);
      return log;`,
    loses: /\.flatMap/,
  },
  'what is called flatMap of what is no array': {
    code: `const other = { flatMap: (call: (n: number) => number[]) => call(5) };
      const perhaps = (Math.PI > 3 ? [1] : undefined) as number[] | undefined;
      return [other.flatMap((n) => [n]), perhaps?.flatMap((n) => [n])];`,
    keeps: /other\.flatMap[^]*perhaps\?\.flatMap/,
  },
  'lists of others and of single items': {
    code: `const log: unknown[] = [];
      const none: number[] = [];
      for (let length = 0; length < 12; length += 1) {
        const list = Array.from({ length }, (_, i) => i);
        const longer = [...list, length];
        log.push(longer, [...list, 'a', { b: length }], ['z', ...list], [...list, ...longer], [1, 2, ...list, 3, ...none, 4]);
        longer.push(99);
        log.push(list, [...none, ...none, ...list].length);
      }
      const bytes = new Uint8Array([1, 2]);
      const holes: number[] = []; holes[2] = 7;
      const pair: readonly [number, string] = [1, 'x'];
      return [log, [...bytes, 3], [...holes, 8], [0, ...holes], [...pair, ...pair]];`,
    loses: /\[\.\.\.\w+, |, \.\.\./,
  },
  'lists of others that are changed in between': {
    code: `const list = [1];
      const grow = () => { list.push(list.length + 1); return list; };
      return [[...list, list.length = 3], [...list, list.pop() ?? 0], [...list, grow().length], [...list, ...grow()], [0, ...list, ...grow(), list.length], [...list, [...list, grow()]], list];`,
  },
  'lists of what is no array, and lists that are written to': {
    code: `const set = new Set([1, 2]);
      const list = [1, 2, 3];
      let first = 0; let others: number[] = [];
      [first, ...others] = list;
      const copy = [...list];
      return [[...set, 3], [0, ...set.values()], [...'ab', 'c'], [...list, ...set], [, ...list], first, others, copy];`,
    keeps:
      /\[first, \.\.\.others\] = list[^]*\[\.\.\.list\][^]*\[\.\.\.set, 3\][^]*\[\.\.\.'ab', 'c'\][^]*\[\.\.\.list, \.\.\.set\][^]*\[, \.\.\.list\]/,
  },
  'objects that begin with others': {
    code: `const whole: { a: number; b?: number } = { a: 1 };
      const perhaps = (Math.PI > 3 ? undefined : { d: 4 }) as { d: number } | undefined;
      const own = JSON.parse('{"__proto__": {"x": 1}, "y": 2}') as Record<string, unknown>;
      const log: string[] = [];
      const counted = { get tick() { log.push('tick'); return log.length; } };
      const found = [{ ...whole, c: 3 }, { ...whole, b: 2 }, { ...perhaps, ...whole }, { ...own, z: 3 }, { ...counted, after: log.length }];
      return [found, found.map((each) => Object.keys(each)), Object.getOwnPropertyNames(found[3]), log];`,
    keeps:
      /\.\.\.nothing\$, \.\.\.whole, c: 3[^]*\.\.\.nothing\$, \.\.\.whole, b: 2[^]*\.\.\.nothing\$, \.\.\.perhaps, \.\.\.whole/,
  },
  'objects that give fields of another a new value, copies, and objects that end with another': {
    code: `const whole = { a: 1, b: 'x' };
      const { a, ...others } = whole;
      let b = ''; let more = {};
      ({ b, ...more } = whole);
      return [{ ...whole, a: 2 }, { ...whole }, { c: 3, ...whole }, a, others, b, more];`,
    loses: /\.\.\.nothing/,
  },
  'objects and lists in others': {
    code: `const at = { top: { inner: [1, [2]] } };
      const make = (n: number) => ({
        n, place: { origin: n, path: ['a', n] as const }, none: [], empty: {}, call: () => ({ deep: { n } }),
        list: [{ n }, [n, [n]], ...[n]], chosen: n > 1 ? { n } : [n], typed: { n } satisfies object,
      });
      let inner = 0; let rest: unknown[] = [];
      ({ top: { inner: [inner, ...rest] = [] } = { inner: [] } } = at as { top: { inner: number[] } });
      const made = [make(1), make(2)];
      made[0]?.list.push(7);
      return [at, inner, rest, made.map((each) => ({ ...each, call: each.call() }))];`,
    keeps:
      /place: nothing\$ \?\? \{ origin: n, path: nothing\$ \?\? \['a', n\] as const \}, none: nothing\$ \?\? \[\], empty: nothing\$ \?\? \{\}/,
  },
  'names of either of two': {
    code: `type Way = 'in' | 'out';
      const ways: readonly Way[] = ['in', 'out'];
      const paths: { in: number; out?: { n: number }; call: number } = { in: 1, call: 0 };
      const counts = { in: 0, out: 0 };
      const calls = { n: 5, in() { return this.n; }, out() { return -this.n; } };
      const perhaps = (Math.PI > 3 ? undefined : counts) as typeof counts | undefined;
      const log: unknown[] = [];
      for (const way of ways) {
        counts[way] += 1; counts[way]++; --counts[way];
        log.push(paths[way], !paths[way], calls[way](), perhaps?.[way], [counts][0]?.[way], { ...{ counts } }.counts[way]);
        [counts[way]] = [counts[way] + 7];
        (counts[way] as number) += 1;
        log.push((calls[way] as () => number)(), (calls[way])());
        if (way === 'in') log.push(paths[way]);
      }
      for (const key of ['in', 'call', 'out'] as const) log.push(paths[key]);
      return [log, counts];`,
    keeps: /\(way === "in" \? paths\.in : paths\.out\), !\(way[^]*calls\[way\]\(\)[^]*paths\[key\]/,
  },
};
