import { extended } from './extended.ts';
import type { Labels } from './labels.ts';
import { once } from './remember.ts';
import { matches, type Selector } from './selector.ts';

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

/** The items that a selector matches, in their order. */
export function matching<Item extends { readonly labels: Labels }>(
  items: readonly Item[],
  selector: Selector,
  isIn?: (item: Item) => boolean,
): Item[] {
  let found: Item[] = [];
  for (const item of items)
    if ((isIn === undefined || isIn(item)) && matches(selector, item.labels)) found = extended(found, item);
  return found;
}

/** What a selector's labels leave to be looked at, a list for each value; undefined where none is asked for by value. */
function fewestLists<Item>(
  { requirements }: Selector,
  withLabel: (key: string, value: string) => readonly Item[],
): { readonly lists: readonly (readonly Item[])[]; readonly count: number } | undefined {
  let fewest: ReturnType<typeof fewestLists<Item>>;
  for (const { key, operator, values } of requirements) {
    if (operator !== 'In') continue;
    const lists = [...new Set(values)].map((value) => withLabel(key, value));
    const count = lists.reduce((sum, { length }) => sum + length, 0);
    if (fewest === undefined || count < fewest.count) fewest = { lists, count };
  }
  return fewest;
}

/**
 * Finds the items that a selector matches, in their order: among those with a label that it asks for, where there is one. Items
 * may be looked for in a part of all, which `isIn` tells.
 */
export function selectorFinder<Item extends { readonly labels: Labels }>(
  items: readonly Item[],
  withLabel: (key: string, value: string) => readonly Item[],
): (selector: Selector, part?: readonly Item[], isIn?: (item: Item) => boolean) => Item[] {
  const placeOf = once(() => new Map(items.map((item, place) => [item, place])));
  return (selector, part = items, isIn) => {
    const fewest = fewestLists(selector, withLabel);
    if (fewest === undefined || fewest.count >= part.length) return matching(part, selector, isIn);
    const { lists } = fewest;
    const [only, another] = lists;
    if (only !== undefined && another === undefined) return matching(only, selector, isIn);
    const places = placeOf();
    return lists
      .flatMap((list) => matching(list, selector, isIn))
      .sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  };
}
