import { NAMESPACE_NAME_LABEL } from '../../model/labels.ts';
import { asksForLabel, contradiction } from '../../model/selector-algebra.ts';
import { EVERYTHING } from '../../model/selector.ts';
import type { NamespaceScope, PodScope } from '../../policy/index.ts';
import { endpointName, type WorkloadEndpoint } from '../../reach/index.ts';
import { valuesAsked } from '../pod-index.ts';
import type { RuleContext } from '../rule-context.ts';
import { clearlyMeant, isClearSlip, nearestPod, type NearMiss, selectorText } from './near-miss.ts';
import { mayBeMeant, podsOfInput } from './pods-of-input.ts';

/** What is wrong with a scope that matches no pod, as the end of a sentence; empty where nothing comes near. */
export interface Unmatched {
  /** `namespace shop`, `namespaces with team=shop`. */
  readonly where: string;
  readonly hint: string;
  readonly related: NearMiss['related'][];
}

/** Namespaces for people. */
export function namespacesText(scope: NamespaceScope): string {
  if (scope.type === 'name') return `namespace ${scope.name}`;
  const { selector } = scope;
  if (selector.requirements.length === 0) return 'any namespace';
  const named = selector.requirements.length === 1 ? valuesAsked(selector, NAMESPACE_NAME_LABEL) : undefined;
  if (named === undefined) return `namespaces with ${selectorText(selector)}`;
  return `${named.length === 1 ? 'namespace' : 'namespaces'} ${named.join(', ')}`;
}

/** Pods that bear the labels, in another namespace than was asked for. */
function elsewhere(
  namespaces: NamespaceScope,
  [first, ...others]: readonly WorkloadEndpoint[],
): Pick<Unmatched, 'hint' | 'related'> {
  if (first === undefined) return { hint: '', related: [] };
  const { name } = first.namespace;
  const isOneHome = others.every(({ namespace }) => namespace.name === name);
  const homes = isOneHome ? `namespace ${name}` : `namespace ${name} and others`;
  const advice = namespaces.type === 'name' ? ', and a podSelector alone looks in its own namespace' : '';
  return {
    hint: `; pods with these labels are in ${homes}${advice}`,
    related: [{ origin: first.origin, path: first.labelsPath, message: `${endpointName(first)} has these labels` }],
  };
}

const hintOf = ({ text, related }: NearMiss): Pick<Unmatched, 'hint' | 'related'> => ({
  hint: `; ${text}`,
  related: [related],
});

/** Not in the input, but one letter off from a namespace that is, and has the pods. */
function inNamespaceMeant(context: RuleContext, { namespaces, pods }: PodScope): WorkloadEndpoint[] {
  if (namespaces.type !== 'name') return [];
  const { name } = namespaces;
  const { index } = podsOfInput(context);
  const isKnown = context.cluster.namespaces.get(name)?.origin !== undefined;
  if (isKnown || context.settings.isExternalNamespace(name) || index.namespacesIn(namespaces).length > 0) return [];
  return index
    .find({ namespaces: { type: 'labels', selector: EVERYTHING }, pods })
    .filter(({ namespace }) => isClearSlip(name, namespace.name));
}

/**
 * Whether a scope matches no pod by mistake. Said only where the input would show its pods, or where what was meant is one
 * letter off; undefined also where another rule has the word: contradictions, labels of controllers, the host network.
 */
export function unmatchedScope(context: RuleContext, scope: PodScope): Unmatched | undefined {
  const input = podsOfInput(context);
  const { namespaces, pods } = scope;
  if (!asksForLabel(pods) || input.index.find(scope).length > 0 || input.isForOutside(scope)) return undefined;
  if (!input.isOnTemplates(pods) || contradiction(pods) !== undefined) return undefined;
  const where = namespacesText(namespaces);
  const inside = input.index
    .find({ namespaces, pods: EVERYTHING })
    .filter(({ namespace }) => !context.settings.isExternalNamespace(namespace.name));
  if (!input.shows(namespaces) || mayBeMeant(input, scope)) {
    const near = clearlyMeant(pods, inside);
    if (near !== undefined) return { where, ...hintOf(near) };
    const meant = inNamespaceMeant(context, scope);
    return meant.length === 0 ? undefined : { where, ...elsewhere({ type: 'labels', selector: EVERYTHING }, meant) };
  }
  const near = nearestPod(pods, inside);
  const others = input.index.find({ namespaces: { type: 'labels', selector: EVERYTHING }, pods });
  const isSlip = near?.text.startsWith('probably') === true;
  if (near !== undefined && (isSlip || others.length === 0)) return { where, ...hintOf(near) };
  return { where, ...elsewhere(namespaces, others) };
}
