import type { Cases } from './lowering-literal-cases.ts';

/** Loops, patterns and classes. */
export const CASES: Cases = {
  'a loop over an array': {
    code: 'const log: number[] = []; for (const n of [3, 1, 2]) log.push(n * 2); return log;',
    loses: / of /,
  },
  'a loop that goes on and ends early': {
    code: `const log: string[] = [];
      outer: for (const a of ['x', 'y', 'z']) {
        for (const b of [1, 2, 3]) {
          if (b === 2) continue;
          if (a === 'y') continue outer;
          if (a === 'z') break outer;
          log.push(a + b);
        }
      }
      return log;`,
    loses: / of /,
  },
  'a loop that returns': {
    code: 'const find = (list: readonly number[]) => { for (const n of list) if (n > 1) return n; return -1; }; return [find([1, 2, 3]), find([])];',
    loses: / of /,
  },
  'functions that hold on to the item of a round': {
    code: 'const all: (() => number)[] = []; for (const [i, n] of [5, 6].entries()) all.push(() => i * 10 + n); return all.map((f) => f());',
    loses: / of |entries/,
  },
  'an item that is written to': {
    code: 'const log: number[] = []; for (let n of [1, 2]) { n += 10; log.push(n); } return log;',
    loses: / of /,
  },
  'a list that grows while it is walked': {
    code: 'const list = [1]; for (const n of list) if (n < 5) list.push(n + 1); return list;',
    loses: / of /,
  },
  'a list that shrinks while it is walked': {
    code: 'const list = [1, 2, 3, 4]; const log: number[] = []; for (const n of list) { log.push(n); list.pop(); } return log;',
    loses: / of /,
  },
  'a list with holes': {
    code: 'const list: (number | undefined)[] = []; list[2] = 7; const log: unknown[] = []; for (const n of list) log.push(n); return log;',
    loses: / of /,
  },
  'the list is asked for once': {
    code: 'let asked = 0; const list = () => { asked += 1; return [1, 2, 3]; }; for (const n of list()) asked += n * 10; return asked;',
    loses: / of /,
  },
  'arrays of bytes, and of either of two types': {
    code: `const log: unknown[] = [];
      for (const byte of new Uint8Array([1, 2])) log.push(byte);
      const either: readonly string[] | Int32Array = Math.PI > 3 ? new Int32Array([4]) : ['a'];
      for (const each of either) log.push(each);
      return log;`,
    loses: / of /,
  },
  'a list of a type parameter': {
    code: 'function last<List extends readonly number[]>(list: List) { let at = 0; for (const n of list) at = n; return at; } return last([4, 9]);',
    loses: / of /,
  },
  'numbers alone, items alone, and neither': {
    code: `const log: unknown[] = [];
      for (const [i] of ['a', 'b'].entries()) log.push(i);
      for (const [, item] of ['a', 'b'].entries()) log.push(item);
      for (const [] of ['a', 'b'].entries()) log.push('round');
      for (const [i, [first, second = 'none']] of [['x'], ['y', 'z']].entries()) log.push(i, first, second);
      return log;`,
    loses: / of |entries/,
  },
  'entries of what is no array': {
    code: `const log: unknown[] = [];
      for (const [key, value] of new Map([['a', 1]]).entries()) log.push(key, value);
      for (const [key, value] of Object.entries({ b: 2 })) log.push(key, value);
      return log;`,
    keeps: /of new Map/,
    loses: /of Object/,
  },
  'texts, sets, maps and generators': {
    code: `const log: unknown[] = [];
      function* pairs() { yield [1, 2] as const; yield [3, 4] as const; }
      for (const character of 'a😀') log.push(character);
      for (const each of new Set([7])) log.push(each);
      for (const [key, value] of new Map([['k', 'v']])) log.push(key, value);
      for (const [a, b] of pairs()) log.push(a + b);
      const [first] = 'ab';
      const [only] = new Set(['s']);
      return [log, first, only];`,
    keeps:
      /of 'a😀'[^]*of new Set[^]*\{ 0: key, 1: value \} of new Map[^]*of pairs[^]*\[first\] = 'ab'[^]*\[only\] = new Set/,
  },
  'what may be either a list or a text': {
    code: `const either = (Math.PI > 3 ? '😀' : ['a']) as string | string[];
      const log: string[] = []; for (const each of either) log.push(each);
      const [first] = either; return [log, first];`,
    keeps: / of either[^]*\[first\] = either/,
  },
  'types of our own that are called like those of the language': {
    code: `class Buffer { *[Symbol.iterator]() { yield 7; } }
      class Set { *[Symbol.iterator]() { yield [1, 2] as const; } }
      const log: unknown[] = [];
      for (const each of new Buffer()) log.push(each);
      for (const [a, b] of new Set()) log.push(a, b);
      return log;`,
    keeps: /of new Buffer[^]*\[a, b\] of new Set/,
  },
  'patterns of arrays': {
    code: `const pair: readonly [number, string] = [1, 'x'];
      const [number, text] = pair;
      const [, second = 'none', third = number + 1] = ['a'] as (string | number)[];
      const { inner: [deep] } = { inner: [[9]] };
      const [[nested]] = [[8]];
      const [{ name }] = [{ name: 'n' }];
      return [number, text, second, third, deep, nested, name];`,
    loses: /const \[/,
  },
  'patterns of parameters': {
    code: `const swap = ([a, b]: readonly [number, number]) => [b, a];
      const first = ([a = 5]: readonly number[] = []) => a;
      return [[[1, 2], [3, 4]].map(([a = 0, b = 0]) => a + b), swap([1, 2]), first(), first([6])];`,
    loses: /\(\[a/,
  },
  'patterns with a rest, and what is found by an expression': {
    code: `const [first, ...others] = [1, 2, 3];
      const [whole, group = 'none', missing = 'nothing'] = /b(c)(d)?/.exec('abc') ?? [];
      return [first, others, whole, group, missing];`,
    keeps: /\[first, \.\.\.others\]/,
    loses: /\[whole/,
  },
  'a loop that waits': {
    code: 'const log: number[] = []; const run = async () => { for await (const n of [1, 2]) log.push(n); }; void run(); return log.length;',
    keeps: /for await/,
  },
  'comments stay': {
    code: `const log: number[] = [];
      // Before.
      for (const n of [1, 2]) {
        // Inside.
        log.push(n); // Behind.
      }
      return log;`,
    keeps: /Before[^]*Inside[^]*Behind/,
  },
  'private fields, methods and what is called alike': {
    code: `class Counter {
        static #made = 0;
        #count = 1;
        readonly #step: number;
        count = 100;
        constructor(step: number) { this.#step = step; Counter.#made += 1; }
        #next() { return this.#count + this.#step; }
        go() { this.#count = this.#next(); return [this.#count, this.count, Counter.#made, Object.keys(this).includes('count')]; }
        get #double() { return this.#count * 2; }
        twice() { return this.#double; }
      }
      class Further extends Counter { #count = 7; own() { return this.#count; } }
      const further = new Further(5);
      return [new Counter(2).go(), further.go(), further.own(), further.twice()];`,
    loses: /this\.#/,
  },
};
