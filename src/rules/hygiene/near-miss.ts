import { meets, type Requirement, requirementText, type Selector } from '../../model/selector.ts';
import { endpointName, type WorkloadEndpoint } from '../../reach/index.ts';
import { isSlipOf } from '../../services/index.ts';
import type { RelatedTarget } from '../define-rule.ts';

/** The pod that a selector most likely means, and what is wrong between them. */
export interface NearMiss {
  /** To stand behind a sentence: `probably app=web is meant, as on shop/web`. */
  readonly text: string;
  readonly related: RelatedTarget;
}

/** A selector as `kubectl -l` would write it. */
export const selectorText = ({ requirements }: Selector): string => requirements.map(requirementText).join(',');

/** Keys by which people name what a pod is: one is easily taken for another. */
const NAME_KEYS: ReadonlySet<string> = new Set([
  'app',
  'k8s-app',
  'name',
  'run',
  'component',
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
]);

const bareKey = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

const isNearKey = (key: string, other: string): boolean =>
  isSlipOf(key, other) ||
  other.startsWith(key) ||
  bareKey(key) === bareKey(other) ||
  (NAME_KEYS.has(key) && NAME_KEYS.has(other));

const LETTER = /^[a-z]/i;
const SHORTEST_WORD = 3;

/** One is the beginning of the other, and both end inside a word: `prod` for `production`, but not for `prod-eu`. */
const isShortFor = (short: string, long: string): boolean =>
  short.length >= SHORTEST_WORD && long.startsWith(short) && LETTER.test(long.slice(short.length));

export const isNearValue = (value: string, other: string): boolean =>
  value !== other &&
  (isSlipOf(value, other) ||
    value.toLowerCase() === other.toLowerCase() ||
    isShortFor(value, other) ||
    isShortFor(other, value));

/** Where two texts differ: what each has between the same beginning and the same end. */
function difference(a: string, b: string): { readonly start: number; readonly parts: readonly [string, string] } {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return { start, parts: [a.slice(start, a.length - end), b.slice(start, b.length - end)] };
}

/** Short words with one letter for another are often words all the same: `mail`, `main`. */
const SHORTEST_CLEAR = 4;
const SHORTEST_REPLACED = 6;

/**
 * A slip of the pen and hardly two names: long enough, and the letter is neither a number nor a word of its own, as in
 * `team-1` and `team-2` or `zone-a` and `zone-b`.
 */
export function isClearSlip(name: string, other: string): boolean {
  if (!isSlipOf(name, other)) return false;
  const { start, parts } = difference(name, other);
  const isReplaced = parts.every((part) => part.length === 1);
  if (Math.min(name.length, other.length) < (isReplaced ? SHORTEST_REPLACED : SHORTEST_CLEAR)) return false;
  if (parts.some((part) => /\d/.test(part))) return false;
  const isOwnWord = parts.every(
    (part, place) =>
      !LETTER.test((place === 0 ? name : other)[start + part.length] ?? '') && !LETTER.test(name[start - 1] ?? ''),
  );
  return !isOwnWord;
}

/** The label of a pod that a requirement nearly asks for. */
function nearLabel({ key, operator, values }: Requirement, { labels }: WorkloadEndpoint): string | undefined {
  if (operator === 'NotIn' || operator === 'DoesNotExist') return undefined;
  const own = labels.get(key);
  if (own !== undefined) return values.some((value) => isNearValue(value, own)) ? key : undefined;
  const near = [...labels].find(([other, value]) =>
    operator === 'In' ? values.includes(value) && isNearKey(key, other) : isSlipOf(key, other),
  );
  return near?.[0];
}

const point = ({ origin, labelsPath }: WorkloadEndpoint, key: string, message: string): RelatedTarget => ({
  origin,
  path: [...labelsPath, key],
  message,
});

const unmet = ({ requirements }: Selector, { labels }: WorkloadEndpoint): Requirement[] =>
  requirements.filter((requirement) => !meets(requirement, labels));

/** The first pod that misses a selector by one label, a slip of it before others. */
export function nearestPod(selector: Selector, pods: readonly WorkloadEndpoint[]): NearMiss | undefined {
  let nearest: NearMiss | undefined;
  for (const pod of pods) {
    const [miss, ...others] = unmet(selector, pod);
    if (miss === undefined || others.length > 0) continue;
    const key = nearLabel(miss, pod);
    if (key !== undefined) {
      const label = `${key}=${pod.labels.get(key) ?? ''}`;
      return {
        text: `probably ${label} is meant, as on ${endpointName(pod)}`,
        related: point(pod, key, `${endpointName(pod)} has ${label}`),
      };
    }
    if (nearest !== undefined || selector.requirements.length < 2) continue;
    const value = pod.labels.get(miss.key);
    const label = value === undefined ? `has no label ${miss.key}` : `has ${miss.key}=${value}`;
    nearest = {
      text: `${endpointName(pod)} comes nearest, and ${label}`,
      related: point(pod, miss.key, `${endpointName(pod)} ${label}`),
    };
  }
  return nearest;
}

/** A pod whose label is one letter off from what a selector asks for, and hardly meant to be another. */
export function clearlyMeant(selector: Selector, pods: readonly WorkloadEndpoint[]): NearMiss | undefined {
  const meant = pods.find((pod) => {
    const [miss, ...others] = unmet(selector, pod);
    const own = miss === undefined ? undefined : pod.labels.get(miss.key);
    return (
      miss?.operator === 'In' &&
      others.length === 0 &&
      own !== undefined &&
      miss.values.some((value) => isClearSlip(value, own))
    );
  });
  return meant === undefined ? undefined : nearestPod(selector, [meant]);
}
