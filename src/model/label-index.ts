import type { Labels } from './labels.ts';

const NONE: readonly never[] = [];

/** Items by each of their labels, each list in the order given. */
export function labelIndex<Item extends { readonly labels: Labels }>(
  items: Iterable<Item>,
): (key: string, value: string) => readonly Item[] {
  const index = new Map<string, Map<string, Item[]>>();
  for (const item of items)
    for (const [key, value] of item.labels) {
      let ofKey = index.get(key);
      if (ofKey === undefined) index.set(key, (ofKey = new Map<string, Item[]>()));
      const found = ofKey.get(value);
      if (found === undefined) ofKey.set(value, [item]);
      else found.push(item);
    }
  return (key, value) => index.get(key)?.get(value) ?? NONE;
}
