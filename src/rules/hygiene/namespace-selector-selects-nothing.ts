import type { Namespace } from '../../cluster/index.ts';
import { NAMESPACE_NAME_LABEL } from '../../model/labels.ts';
import { asksForLabel, contradiction } from '../../model/selector-algebra.ts';
import { EVERYTHING, matches, meets, type Requirement, type Selector, selectorKey } from '../../model/selector.ts';
import { isSlipOf } from '../../services/index.ts';
import { defineRule, type RelatedTarget } from '../define-rule.ts';
import { valuesAsked } from '../pod-index.ts';
import type { RuleContext } from '../rule-context.ts';
import { isClearSlip, selectorText } from './near-miss.ts';
import { podsOfInput } from './pods-of-input.ts';
import { policyName, writtenScopes } from './written-scopes.ts';

interface Meant {
  readonly hint: string;
  readonly related?: RelatedTarget;
}

/** Words that stand for one another, so that hardly a cluster has both. */
const SAME_WORDS: readonly ReadonlySet<string>[] = [
  new Set(['prod', 'production']),
  new Set(['stage', 'staging']),
  new Set(['dev', 'development']),
  new Set(['test', 'testing']),
];

const isWordFor = (value: string, other: string): boolean =>
  isClearSlip(value, other) ||
  value.toLowerCase() === other.toLowerCase() ||
  SAME_WORDS.some((words) => words.has(value) && words.has(other));

function nearLabel({ key, values }: Requirement, { name, labels, origin }: Namespace): Meant | undefined {
  const related = (label: string, message: string): Pick<Meant, 'related'> =>
    origin === undefined ? {} : { related: { origin, path: ['metadata', 'labels', label], message } };
  if (key === NAMESPACE_NAME_LABEL) {
    if (!values.some((value) => isClearSlip(value, name))) return undefined;
    return { hint: `probably namespace ${name} is meant`, ...related('', `namespace ${name}`) };
  }
  // Without a Namespace object no other label is known.
  if (origin === undefined) return undefined;
  const own = labels.get(key);
  const found = (label: string, value: string): Meant => ({
    hint: `namespace ${name} has ${label}=${value}`,
    ...related(label, `namespace ${name} has ${label}=${value}`),
  });
  if (own !== undefined) return values.some((value) => isWordFor(value, own)) ? found(key, own) : undefined;
  const slip = [...labels].find(([label, value]) => isSlipOf(key, label) && values.includes(value));
  if (slip !== undefined) return found(...slip);
  if (!values.includes(name)) return undefined;
  return {
    hint: `namespace ${name} has no label ${key}; every namespace has ${NAMESPACE_NAME_LABEL}`,
    ...related('', `namespace ${name} has no label ${key}`),
  };
}

/** A namespace that misses the selector by one label, and what that is. */
function meantBy(selector: Selector, namespaces: Iterable<Namespace>): Meant | undefined {
  for (const namespace of namespaces) {
    const [miss, ...others] = selector.requirements.filter((requirement) => !meets(requirement, namespace.labels));
    if (miss?.operator !== 'In' || others.length > 0) continue;
    const meant = nearLabel(miss, namespace);
    if (meant !== undefined) return meant;
  }
  return undefined;
}

/**
 * Nothing can be said of a namespace that is not in the input; so a selector is judged only where one that is comes near.
 */
function nearest(selector: Selector, { cluster, settings }: RuleContext): Meant | undefined {
  const asked = valuesAsked(selector, NAMESPACE_NAME_LABEL)?.flatMap((name) => cluster.namespaces.get(name) ?? []);
  if (asked?.some(({ labels }) => matches(selector, labels))) return undefined;
  const namespaces = [...cluster.namespaces.values()];
  if (namespaces.some(({ labels }) => matches(selector, labels))) return undefined;
  const isExternal = selector.requirements.some(
    ({ key, values }) => key === NAMESPACE_NAME_LABEL && values.some((name) => settings.isExternalNamespace(name)),
  );
  return isExternal ? undefined : meantBy(selector, namespaces);
}

export const namespaceSelectorSelectsNothing = defineRule({
  id: 'NG303',
  name: 'namespace-selector-selects-nothing',
  severity: 'warning',
  summary: 'No namespace has the labels that a namespaceSelector asks for, and one comes near.',
  messages: {
    nothing: 'no namespace matches {selector}, asked for by {policy}: {hint}',
  },
  *check(context) {
    const { pods, isForOutside } = podsOfInput(context);
    if (pods.length === 0) return;
    const known = new Map<string, Meant | undefined>();
    for (const { ref, origin, namespaces, direction = 'subject' } of writtenScopes(context)) {
      if (namespaces === undefined) continue;
      const { selector, path } = namespaces;
      if (!asksForLabel(selector) || contradiction(selector) !== undefined) continue;
      const key = selectorKey(selector);
      if (!known.has(key)) known.set(key, nearest(selector, context));
      const meant = known.get(key);
      if (meant === undefined) continue;
      if (isForOutside({ namespaces: { type: 'labels', selector }, pods: EVERYTHING })) continue;
      const text = selectorText(selector);
      yield {
        message: 'nothing',
        data: { selector: text, policy: policyName(ref), hint: meant.hint },
        object: ref,
        at: { origin, path },
        related: meant.related === undefined ? [] : [meant.related],
        key: `${direction} ${text}`,
      };
    }
  },
});
