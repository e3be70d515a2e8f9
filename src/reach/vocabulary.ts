import type { Selector } from '../model/selector.ts';

/** What selectors say of one label. */
export interface NamedLabel {
  readonly values: ReadonlySet<string>;
  /** Some selector asks whether the label is there, with whatever value. */
  readonly isAskedFor: boolean;
}

/** All that selectors say of labels, by key. */
export type Vocabulary = ReadonlyMap<string, NamedLabel>;

export function vocabularyOf(selectors: Iterable<Selector>): Vocabulary {
  const named = new Map<string, { readonly values: Set<string>; isAskedFor: boolean }>();
  for (const { requirements } of selectors)
    for (const { key, operator, values } of requirements) {
      let label = named.get(key);
      if (label === undefined) named.set(key, (label = { values: new Set(), isAskedFor: false }));
      for (const value of values) label.values.add(value);
      if (operator === 'Exists' || operator === 'DoesNotExist') label.isAskedFor = true;
    }
  return named;
}
