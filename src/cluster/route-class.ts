import type { IngressClassResource, IngressResource } from './cluster.ts';
import { ingressPresets } from './ingress-presets.ts';
import type { ProxyPreset } from './proxy-presets.ts';

/** The class of an Ingress: the one it names, else the default of the cluster (semantics §1.18). */
export type ClassChoice =
  | { readonly type: 'defined'; readonly name: string; readonly resource: IngressClassResource }
  /** Named, and no IngressClass of the input is called so. */
  | { readonly type: 'undefined'; readonly name: string }
  /** None is named, and none is the default, or several are. */
  | { readonly type: 'none'; readonly defaults: readonly IngressClassResource[] };

export function ingressClassOf(
  { className }: Pick<IngressResource, 'className'>,
  classes: readonly IngressClassResource[],
): ClassChoice {
  if (className !== undefined) {
    const resource = classes.find(({ ref }) => ref.name === className);
    return resource === undefined
      ? { type: 'undefined', name: className }
      : { type: 'defined', name: className, resource };
  }
  const defaults = classes.filter(({ isDefault }) => isDefault);
  const [only, ...others] = defaults;
  return only === undefined || others.length > 0
    ? { type: 'none', defaults }
    : { type: 'defined', name: only.ref.name, resource: only };
}

/** Names that controllers answer to even where nobody made an IngressClass of that name. */
export const isWellKnownClass = (name: string): boolean =>
  ingressPresets().some(({ classes }) => classes.includes(name));

const wordsOf = (text: string): string[] => text.toLowerCase().split(/[^a-z0-9]+/);

/** What may serve a class, by the controller it names or else by what it is called; empty: not known. */
export function presetsOfClass(
  presets: readonly ProxyPreset[],
  className: string,
  controller: string | undefined,
): readonly ProxyPreset[] {
  const byWord = (text: string): ProxyPreset[] => {
    const words = wordsOf(text);
    return presets.filter(({ word }) => words.includes(word));
  };
  const ways = [
    ...(controller === undefined
      ? []
      : [presets.filter(({ controllers }) => controllers.some((begin) => controller.startsWith(begin)))]),
    ...(controller === undefined ? [] : [byWord(controller)]),
    presets.filter(({ classes }) => classes.includes(className)),
    byWord(className),
  ];
  return ways.find(({ length }) => length > 0) ?? [];
}
