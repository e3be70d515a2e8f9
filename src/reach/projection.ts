import type { ContainerPort, Namespace } from '../cluster/index.ts';
import type { Labels } from '../model/labels.ts';
import { PairTable } from '../model/pair-table.ts';
import { PROTOCOLS } from '../model/protocol.ts';
import { remember } from '../model/remember.ts';
import type { PolicyView } from './policy-view.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** The number of a kind of things; equal numbers mean that no policy tells two things of it apart. */
export type KindId = number;

/**
 * Numbers for bags of tokens. A bag met before in the same order costs a look-up a token and makes nothing; only a new
 * order is sorted. The empty bag is 0.
 */
class Bags {
  readonly #steps = new PairTable();
  readonly #kindOfNode: KindId[] = [0];
  readonly #kinds = new Map<string, KindId>([['', 0]]);
  readonly #tokens: number[] = [];
  #count = 0;
  #node = 0;

  start(): void {
    this.#node = 0;
    this.#count = 0;
  }

  add(token: number): void {
    this.#node = this.#steps.intern(this.#node, token) + 1;
    this.#tokens[this.#count] = token;
    this.#count += 1;
  }

  kind(): KindId {
    const known = this.#kindOfNode[this.#node];
    if (known !== undefined && known >= 0) return known;
    const tokens = this.#tokens.slice(0, this.#count);
    const key = tokens.sort((a, b) => a - b).join();
    const kind = this.#kinds.get(key) ?? this.#kinds.size;
    this.#kinds.set(key, kind);
    while (this.#kindOfNode.length <= this.#node) this.#kindOfNode.push(-1);
    this.#kindOfNode[this.#node] = kind;
    return kind;
  }
}

interface SeenKey {
  /** A token for each value that some selector names. */
  readonly values: ReadonlyMap<string, number>;
  /** The token of every other value; absent unless a selector asks for existence. */
  readonly other: number | undefined;
}

/**
 * Reduces labels to what selectors can see of them. A value that no selector names is like any other such value, and like no
 * label at all unless existence is asked for.
 */
export function labelProjection(vocabulary: Vocabulary): (labels: Labels) => KindId {
  const keys = new Map<string, SeenKey>();
  let tokens = 0;
  for (const [key, { values, isAskedFor }] of vocabulary) {
    const numbers = new Map<string, number>();
    for (const value of values) numbers.set(value, tokens++);
    keys.set(key, { values: numbers, other: isAskedFor ? tokens++ : undefined });
  }
  const bags = new Bags();
  const add = (value: string, key: string): void => {
    const seen = keys.get(key);
    const token = seen?.values.get(value) ?? seen?.other;
    if (token !== undefined) bags.add(token);
  };
  return (labels) => {
    bags.start();
    labels.forEach(add);
    return bags.kind();
  };
}

/** Namespaces that a policy names (its own among them) stay apart; the others are told apart by their labels. */
export function namespaceProjection(view: PolicyView): (namespace: Namespace) => KindId {
  const project = labelProjection(vocabularyOf(view.namespaceSelectors));
  const kinds = new Map<string, KindId>();
  return remember((namespace) => {
    const own = view.namespaceNames.has(namespace.name) ? namespace.name : '';
    const key = `${own}\n${project(namespace.labels)}`;
    const kind = kinds.get(key) ?? kinds.size;
    kinds.set(key, kind);
    return kind;
  });
}

/** A pod's ports as far as rules can name them; 0 where they can name none. */
export function portProjection({ portNames }: PolicyView): (ports: readonly ContainerPort[]) => KindId {
  if (portNames.size === 0) return () => 0;
  const numbers = new Map([...portNames].map((name, index) => [name, index]));
  const declared = new PairTable();
  const bags = new Bags();
  return (ports) => {
    bags.start();
    for (const { name, protocol, port } of ports) {
      const number = name === undefined ? undefined : numbers.get(name);
      if (number === undefined) continue;
      bags.add(declared.intern(number * PROTOCOLS.length + PROTOCOLS.indexOf(protocol), port));
    }
    return bags.kind();
  };
}
