import {
  boolYaml11Tag,
  CORE_SCHEMA,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  seqTag,
  type TagDefinition,
} from 'js-yaml';
import { once } from '../model/remember.ts';
import { readFloat, readInteger } from './numbers.ts';

const DIGITS = '0123456789'.split('');
const never = (): boolean => false;

/**
 * Kubernetes takes a node with a tag that it does not know for what it looks like: a string, a list or a mapping. Only
 * `!!binary` would be decoded; it is refused rather than read as another text.
 */
const otherTags = (): readonly TagDefinition[] => [
  defineScalarTag('tag:yaml.org,2002:binary', { resolve: () => NOT_RESOLVED, identify: never }),
  defineScalarTag('', { matchByTagPrefix: true, resolve: (source) => source, identify: never }),
  { ...seqTag, tagName: '', matchByTagPrefix: true, identify: never },
  { ...mapTag, tagName: '', matchByTagPrefix: true, identify: never },
];

/** Kubernetes refuses a key that is null, where js-yaml would call it `null`. */
const stringKeyMapTag = () => ({
  ...mapTag,
  addPair: (mapping: Record<string, unknown>, key: unknown, value: unknown): string =>
    key === null ? 'a mapping key is null' : mapTag.addPair(mapping, key, value),
});

/**
 * Reads scalars as Kubernetes does (sigs.k8s.io/yaml, which is go-yaml 2): the booleans of YAML 1.1 with `y`, `on` and
 * `off`, `0755` as octal, underscores in numbers, merge keys. Unlike YAML 1.1, `1:30` and dates stay strings. It is made
 * when it is first asked for: most runs never need js-yaml.
 */
export const kubernetesSchema = once(() =>
  CORE_SCHEMA.withTags(
    stringKeyMapTag(),
    mergeTag,
    boolYaml11Tag,
    defineScalarTag(intCoreTag.tagName, {
      ...intCoreTag,
      implicitFirstChars: ['-', '+', ...DIGITS],
      resolve: (text) => readInteger(text) ?? NOT_RESOLVED,
    }),
    defineScalarTag(floatCoreTag.tagName, {
      ...floatCoreTag,
      implicitFirstChars: ['-', '+', '.', ...DIGITS],
      resolve: (text) => readFloat(text) ?? NOT_RESOLVED,
    }),
    otherTags(),
  ),
);

const implicitTags = once(() =>
  kubernetesSchema()
    .tags.filter((tag) => tag.nodeKind === 'scalar')
    .filter(({ implicit }) => implicit),
);

/** What a plain scalar without a tag stands for. */
export function resolveScalar(text: string): unknown {
  const first = text.charAt(0);
  for (const tag of implicitTags()) {
    if (tag.implicitFirstChars?.includes(first) === false) continue;
    const value: unknown = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}
