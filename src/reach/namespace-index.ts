import type { Namespace } from '../cluster/index.ts';
import { NAMESPACE_NAME_LABEL } from '../model/labels.ts';
import type { Selector } from '../model/selector.ts';
import { selectorNumbers } from '../model/selector-numbers.ts';
import type { NamespaceScope } from '../policy/index.ts';
import type { SeatClass } from './classes.ts';
import { isPolicedPod } from './endpoint.ts';
import { inNamespaceScope } from './matching.ts';

/** The namespaces of classes of pods, as numbers. */
export interface NamespaceIndex {
  readonly count: number;
  /** The namespace of each class; 0 also for what is no pod. */
  readonly namespaceOf: Uint32Array;
  matching(scope: NamespaceScope): readonly number[];
  membersOf(namespace: number): Int32Array;
  /** One flag a namespace. */
  flags(namespaces: readonly number[]): Uint8Array;
}

/** The names that a selector gives for namespaces; undefined where it does not ask for any. */
export const namesAsked = ({ requirements }: Selector): readonly string[] | undefined =>
  requirements.find(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In')?.values;

const NONE: readonly number[] = [];

export function namespaceIndex(classes: readonly SeatClass[], pods: Int32Array): NamespaceIndex {
  const numbers = new Map<string, number>();
  const known: Namespace[] = [];
  const lists: number[][] = [];
  const namespaceOf = new Uint32Array(classes.length);
  for (const id of pods) {
    const endpoint = classes[id]?.seat.endpoint;
    if (endpoint === undefined || !isPolicedPod(endpoint)) continue;
    const { namespace } = endpoint;
    let number = numbers.get(namespace.name);
    if (number === undefined) {
      number = known.length;
      numbers.set(namespace.name, number);
      known.push(namespace);
      lists.push([]);
    }
    namespaceOf[id] = number;
    lists[number]?.push(id);
  }
  const members = lists.map((list) => Int32Array.from(list));
  const single = known.map((_, number) => [number]);

  const numbersOf = (scope: NamespaceScope, selector: Selector): readonly number[] => {
    // Most selectors ask for a namespace by its name: then no other need be looked at.
    const names = namesAsked(selector);
    if (names?.length === 1) {
      const number = numbers.get(names[0] ?? '') ?? -1;
      const namespace = known[number];
      return namespace !== undefined && inNamespaceScope(scope, namespace) ? (single[number] ?? NONE) : NONE;
    }
    const candidates = names?.flatMap((name) => numbers.get(name) ?? []) ?? [...known.keys()];
    return [...new Set(candidates)].filter((number) => {
      const namespace = known[number];
      return namespace !== undefined && inNamespaceScope(scope, namespace);
    });
  };
  const numberOf = selectorNumbers();
  const bySelector: (readonly number[])[] = [];
  const matching = (scope: NamespaceScope): readonly number[] => {
    if (scope.type === 'name') return single[numbers.get(scope.name) ?? -1] ?? NONE;
    return (bySelector[numberOf(scope.selector)] ??= numbersOf(scope, scope.selector));
  };
  return {
    count: known.length,
    namespaceOf,
    matching,
    membersOf: (namespace) => members[namespace] ?? new Int32Array(),
    flags: (namespaces) => {
      const flags = new Uint8Array(known.length);
      for (const namespace of namespaces) flags[namespace] = 1;
      return flags;
    },
  };
}
