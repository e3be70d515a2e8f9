import type { Labels } from '../model/labels.ts';
import type { Selector } from '../model/selector.ts';
import type { PolicyView } from './policy-view.ts';
import type { ContainerPort, Namespace } from '../cluster/index.ts';

/** Reduces labels to what a set of selectors can see of them: equal keys mean that every selector matches alike. */
export type LabelProjection = (labels: Labels) => string;

interface SeenKey {
  readonly values: Set<string>;
  isAskedForExistence: boolean;
}

/** A value that no selector names is like any other such value, and like no label at all unless existence is asked for. */
export function labelProjection(selectors: Iterable<Selector>): LabelProjection {
  const keys = new Map<string, SeenKey>();
  for (const { requirements } of selectors)
    for (const { key, operator, values } of requirements) {
      const seen = keys.get(key) ?? { values: new Set(), isAskedForExistence: false };
      for (const value of values) seen.values.add(value);
      if (operator === 'Exists' || operator === 'DoesNotExist') seen.isAskedForExistence = true;
      keys.set(key, seen);
    }
  return (labels) => {
    const tokens: string[] = [];
    for (const [key, value] of labels) {
      const seen = keys.get(key);
      if (seen === undefined) continue;
      if (seen.values.has(value)) tokens.push(`${key}=${value}`);
      else if (seen.isAskedForExistence) tokens.push(key);
    }
    return tokens.length < 2 ? (tokens[0] ?? '') : tokens.sort().join('\n');
  };
}

/** Namespaces that a policy names (its own among them) stay apart; the others are told apart by their labels. */
export function namespaceProjection(view: PolicyView): (namespace: Namespace) => string {
  const project = labelProjection(view.namespaceSelectors);
  const cache = new Map<Namespace, string>();
  return (namespace) => {
    let key = cache.get(namespace);
    if (key === undefined) {
      key = `${view.namespaceNames.has(namespace.name) ? namespace.name : ''}\n${project(namespace.labels)}`;
      cache.set(namespace, key);
    }
    return key;
  };
}

/** A pod's ports as far as rules can name them. */
export function portProjection({ portNames }: PolicyView): (ports: readonly ContainerPort[]) => string {
  if (portNames.size === 0) return () => '';
  return (ports) => {
    const tokens: string[] = [];
    for (const { name, protocol, port } of ports)
      if (name !== undefined && portNames.has(name)) tokens.push(`${name}=${protocol}/${port}`);
    return tokens.length < 2 ? (tokens[0] ?? '') : tokens.sort().join();
  };
}
