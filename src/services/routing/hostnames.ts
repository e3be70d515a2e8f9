/**
 * The hosts that both patterns hold. Here a wildcard stands for any number of labels (semantics §1.19), so that one
 * pattern holds all of the other, or they have nothing in common.
 */
function common(a: string, b: string): string | undefined {
  if (a === b || a === '*') return b;
  if (b === '*') return a;
  if (a.startsWith('*.') && b.endsWith(a.slice(1))) return b;
  return b.startsWith('*.') && a.endsWith(b.slice(1)) ? a : undefined;
}

/** No hostname means every host. */
export const hostsOrAll = (hosts: readonly string[]): readonly string[] => (hosts.length === 0 ? ['*'] : hosts);

/** What a listener leaves of the hostnames of a route; empty: nothing, so it does not take the route. */
export const sharedHosts = (route: readonly string[], listener: string | undefined): string[] => [
  ...new Set(hostsOrAll(route).flatMap((host) => common(host, listener ?? '*') ?? [])),
];

/** A host that is in both lists, where there is one. */
export function firstCommon(some: readonly string[], others: readonly string[]): string | undefined {
  for (const host of some)
    for (const other of others) {
      const both = common(host, other);
      if (both !== undefined) return both;
    }
  return undefined;
}
