import type { Namespace } from '../cluster/index.ts';
import { groupBy } from '../model/group-by.ts';
import { selectorFinder } from '../model/label-index.ts';
import { remember, rememberWeakly } from '../model/remember.ts';
import { matches, type Requirement, type Selector, selectorKey } from '../model/selector.ts';
import type { PodScope } from '../policy/index.ts';
import { type Endpoint, isPolicedPod, type WorkloadEndpoint } from './endpoint.ts';
import { namesAsked } from './namespace-index.ts';

/** The pods that a scope selects, in the order in which they were given. Equal scopes are looked at once. */
export type PodFinder = (scope: PodScope) => readonly WorkloadEndpoint[];

/** The same function of selectors; those that say the same are asked once. */
function bySelector<Value>(compute: (selector: Selector) => Value): (selector: Selector) => Value {
  const known = new Map<string, { readonly value: Value }>();
  // Many selectors are the same object: then no key has to be made.
  return remember((selector) => {
    const key = selectorKey(selector);
    let entry = known.get(key);
    if (entry === undefined) {
      entry = { value: compute(selector) };
      known.set(key, entry);
    }
    return entry.value;
  });
}

/** A label that must be there. */
const seedOf = ({ requirements }: Selector): Requirement | undefined =>
  requirements.find(({ operator, values }) => operator === 'In' && values.length === 1);

/** So many namespaces are looked at one by one. */
const FEW = 2;

/** Finds pods of one namespace, or of all; starts at a label that the selector asks for, so that large namespaces cost their answers. */
function namespaceFinder(pods: readonly WorkloadEndpoint[]): (selector: Selector) => readonly WorkloadEndpoint[] {
  const byLabel = new Map<string, Map<string, WorkloadEndpoint[]>>();
  const withLabel = (key: string, value: string): readonly WorkloadEndpoint[] => {
    const index = byLabel.get(key) ?? groupBy(pods, ({ labels }) => labels.get(key) ?? '');
    byLabel.set(key, index);
    return index.get(value) ?? [];
  };
  const select = selectorFinder(pods, withLabel);
  return bySelector((selector) => select(selector));
}

/** Finds among these pods; no other is ever found. */
export function podFinder(pods: readonly WorkloadEndpoint[]): PodFinder {
  const byNamespace = groupBy(pods, ({ namespace }) => namespace.name);
  const namespaces = new Map<string, Namespace>();
  for (const { namespace } of pods) namespaces.set(namespace.name, namespace);
  const finders = new Map<string, ReturnType<typeof namespaceFinder>>();
  const podsIn = (name: string, selector: Selector): readonly WorkloadEndpoint[] => {
    const finder = finders.get(name) ?? namespaceFinder(byNamespace.get(name) ?? []);
    finders.set(name, finder);
    return finder(selector);
  };
  const namesBy = bySelector((selector): readonly string[] =>
    [...new Set(namesAsked(selector) ?? namespaces.keys())].filter((name) => {
      const namespace = namespaces.get(name);
      return namespace !== undefined && matches(selector, namespace.labels);
    }),
  );
  const everywhere = namespaceFinder(pods);
  const wide = bySelector((namespaceSelector) => {
    const names = namesBy(namespaceSelector);
    const placeOf = new Map(names.map((name, place) => [name, place]));
    return bySelector((selector) => {
      if (names.length <= FEW || seedOf(selector) === undefined) return names.flatMap((name) => podsIn(name, selector));
      // Of many namespaces, most have no pod with the label.
      const found = groupBy(everywhere(selector), ({ namespace }) => namespace.name);
      const homes = [...found.keys()].filter((name) => placeOf.has(name));
      return homes
        .sort((a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0))
        .flatMap((name) => found.get(name) ?? []);
    });
  });
  return ({ namespaces: scope, pods: selector }) =>
    scope.type === 'name' ? podsIn(scope.name, selector) : wide(scope.selector)(selector);
}

/** Finds among the pods that policies can select; the same finder for the same endpoints. */
export const policedPodFinder = rememberWeakly((endpoints: readonly Endpoint[]): PodFinder =>
  podFinder(endpoints.filter(isPolicedPod)),
);
