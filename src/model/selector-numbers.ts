import { type Selector, selectorKey } from './selector.ts';

/** Numbers for selectors, equal for those that say the same. Most ask for one value of one label, and need no key of text. */
export function selectorNumbers(): (selector: Selector) => number {
  const byLabel = new Map<string, Map<string, number>>();
  const byKey = new Map<string, number>();
  let count = 0;
  const numberIn = (known: Map<string, number>, key: string): number => {
    let number = known.get(key);
    if (number === undefined) {
      number = count;
      count += 1;
      known.set(key, number);
    }
    return number;
  };
  return (selector) => {
    const { requirements } = selector;
    const only = requirements[0];
    const value = only?.values[0];
    if (only?.operator !== 'In' || value === undefined || requirements.length > 1 || only.values.length > 1)
      return numberIn(byKey, selectorKey(selector));
    let values = byLabel.get(only.key);
    if (values === undefined) byLabel.set(only.key, (values = new Map<string, number>()));
    return numberIn(values, value);
  };
}
