import type { Namespace } from '../cluster/index.ts';
import { labelIndex, matching, selectorFinder } from '../model/label-index.ts';
import { NAMESPACE_NAME_LABEL } from '../model/labels.ts';
import { once, remember } from '../model/remember.ts';
import { type Selector, selectorKey } from '../model/selector.ts';
import type { NamespaceScope, PodScope } from '../policy/index.ts';
import { inNamespaceScope, type WorkloadEndpoint } from '../reach/index.ts';

/** Pods by what selectors ask for. Pods on the host network are found too, though no policy matches them. */
export interface PodIndex {
  /** The pods whose labels and namespace match, in the order given; equal scopes give the same list. */
  readonly find: (scope: PodScope) => readonly WorkloadEndpoint[];
  /** Namespaces with pods that a scope holds. */
  readonly namespacesIn: (scope: NamespaceScope) => readonly Namespace[];
}

/** The values a selector names for a label; undefined where it names none. */
export const valuesAsked = ({ requirements }: Selector, label: string): readonly string[] | undefined =>
  requirements.find(({ key, operator }) => key === label && operator === 'In')?.values;

const scopeKey = (scope: NamespaceScope): string =>
  scope.type === 'name' ? `=${scope.name}` : `?${selectorKey(scope.selector)}`;

function append<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

const NO_PODS: readonly WorkloadEndpoint[] = [];
/** So many pods are sooner asked than looked up. */
const FEW = 64;

/** Looks only at the pods of the namespaces meant, or at those that bear a label that must be there. */
export function podIndex(pods: readonly WorkloadEndpoint[]): PodIndex {
  const byNamespace = new Map<string, WorkloadEndpoint[]>();
  const namespaces = new Map<string, Namespace>();
  for (const pod of pods) {
    append(byNamespace, pod.namespace.name, pod);
    namespaces.set(pod.namespace.name, pod.namespace);
  }

  const known = new Map<string, readonly Namespace[]>();
  const namespacesIn = (scope: NamespaceScope): readonly Namespace[] => {
    if (scope.type === 'name') {
      const named = namespaces.get(scope.name);
      return named === undefined ? [] : [named];
    }
    const key = scopeKey(scope);
    const found = known.get(key);
    if (found !== undefined) return found;
    const named = valuesAsked(scope.selector, NAMESPACE_NAME_LABEL);
    const candidates = named?.flatMap((name) => namespaces.get(name) ?? []) ?? [...namespaces.values()];
    const held = candidates.filter((namespace) => inNamespaceScope(scope, namespace));
    known.set(key, held);
    return held;
  };

  const podsIn = ({ name }: Namespace): readonly WorkloadEndpoint[] => byNamespace.get(name) ?? NO_PODS;
  const withLabel = once(() => labelIndex(pods));
  const select = selectorFinder(pods, (key, value) => withLabel()(key, value));

  const collect = (homes: readonly Namespace[], selector: Selector): readonly WorkloadEndpoint[] => {
    const [only, another] = homes;
    if (only !== undefined && another === undefined)
      return select(selector, podsIn(only), ({ namespace }) => namespace.name === only.name);
    const names = new Set(homes.map(({ name }) => name));
    return select(selector, pods, ({ namespace }) => names.has(namespace.name));
  };

  const byScope = new Map<string, readonly WorkloadEndpoint[]>();
  const find = ({ namespaces: scope, pods: selector }: PodScope): readonly WorkloadEndpoint[] => {
    const homes = namespacesIn(scope);
    const [only, another] = homes;
    if (only === undefined) return NO_PODS;
    // Most scopes are for one namespace: its few pods are in order already, and sooner asked than a key is made.
    if (another === undefined && podsIn(only).length <= FEW) return matching(podsIn(only), selector);
    const key = `${scopeKey(scope)}\0${selectorKey(selector)}`;
    const found = byScope.get(key) ?? collect(homes, selector);
    byScope.set(key, found);
    return found;
  };
  return { find: remember(find), namespacesIn };
}
