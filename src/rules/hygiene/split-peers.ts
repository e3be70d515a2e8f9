import { groupBy } from '../../model/group-by.ts';
import type { Path } from '../../model/location.ts';
import type { PodScope } from '../../policy/index.ts';
import { isPolicedPod, type WorkloadEndpoint } from '../../reach/index.ts';
import { fact, type RuleContext } from '../rule-context.ts';
import { podsOfInput } from './pods-of-input.ts';
import { type WrittenScope, type WrittenSelector, writtenScopes } from './written-scopes.ts';

/** Two items of a list of peers that were hardly meant to be two. */
export interface SplitPeers {
  /** The item with the namespaceSelector. */
  readonly wide: WrittenScope;
  readonly namespaces: WrittenSelector;
  /** The selector of the other item, which looks in the policy's own namespace alone. */
  readonly pods: WrittenSelector;
  /** What one item of both would mean. */
  readonly both: PodScope;
  /** Where the list stands. */
  readonly list: Path;
  /** Where the second of the two items stands. */
  readonly second: Path;
}

const itemPath = ({ pods, namespaces }: WrittenScope): Path => (pods ?? namespaces)?.path.slice(0, -1) ?? [];

/** One item has only namespaces and the other only pods. */
function asSplit(first: WrittenScope, second: WrittenScope): SplitPeers | undefined {
  const [wide, narrow] = first.pods === undefined ? [first, second] : [second, first];
  const { namespaces } = wide;
  const { pods } = narrow;
  if (namespaces === undefined || pods === undefined || wide.pods !== undefined || narrow.namespaces !== undefined)
    return undefined;
  const place = itemPath(second);
  return {
    wide,
    namespaces,
    pods,
    both: { namespaces: wide.scope.namespaces, pods: pods.selector },
    list: place.slice(0, -1),
    second: place,
  };
}

/** The selectors of one list, two by two; undefined where they do not alternate, so that somebody meant a list. */
function pairsOf(peers: readonly WrittenScope[]): SplitPeers[] {
  if (peers.length % 2 !== 0) return [];
  const pairs: SplitPeers[] = [];
  for (let place = 0; place < peers.length; place += 2) {
    const [first, second] = [peers[place], peers[place + 1]];
    const pair = first === undefined || second === undefined ? undefined : asSplit(first, second);
    if (pair === undefined) return [];
    pairs.push(pair);
  }
  return pairs;
}

/**
 * One item of both would admit somebody, and the namespaces alone admit more. Then the pods of the own namespace either
 * are more too, or there are none, or the namespaces hold them all: either way the second item was no peer of its own.
 */
function opensMore(context: RuleContext, { wide, pods, both }: SplitPeers): boolean {
  const { index, shows } = podsOfInput(context);
  const policed = (scope: PodScope): readonly WorkloadEndpoint[] => index.find(scope).filter(isPolicedPod);
  const meant = new Set(policed(both));
  if (meant.size === 0) return false;
  const byNamespaces = new Set(policed(wide.scope));
  if (byNamespaces.size === meant.size) return false;
  const home = { type: 'name', name: wide.ref.namespace ?? '' } as const;
  const own = policed({ namespaces: home, pods: pods.selector });
  if (own.length === 0) return shows(home);
  return own.every((pod) => byNamespaces.has(pod)) || own.some((pod) => !meant.has(pod));
}

/** Peers of NetworkPolicies that a dash too many has made two of one. */
export const splitPeers = fact((context): readonly SplitPeers[] => {
  const peers = writtenScopes(context).filter(({ ref, role }) => role === 'peer' && ref.kind === 'NetworkPolicy');
  const byPolicy = groupBy(peers, ({ ref }) => ref);
  return [...byPolicy.values()].flatMap((own) =>
    [...groupBy(own, (peer) => itemPath(peer).slice(0, -1).join()).values()]
      .flatMap(pairsOf)
      .filter((pair) => opensMore(context, pair)),
  );
});
