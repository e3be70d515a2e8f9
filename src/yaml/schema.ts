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
} from 'js-yaml';

const DIGITS = '0123456789'.split('');
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INFINITY = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

const withoutUnderscores = (text: string): string => (text.includes('_') ? text.replaceAll('_', '') : text);

/** `Number` knows `0x`, `0b` and `0o`, but reads `0755` as decimal. */
function readInteger(text: string): number | typeof NOT_RESOLVED {
  const match = INTEGER.exec(withoutUnderscores(text));
  if (match === null) return NOT_RESOLVED;
  const digits = match[2] ?? '';
  const size = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return match[1] === '-' && size !== 0 ? -size : size;
}

function readFloat(text: string): number | typeof NOT_RESOLVED {
  if (INFINITY.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  const plain = withoutUnderscores(text);
  const value = FLOAT.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : NOT_RESOLVED;
}

const never = (): boolean => false;

/**
 * Kubernetes takes a node with a tag that it does not know for what it looks like: a string, a list or a mapping. Only
 * `!!binary` would be decoded; it is refused rather than read as another text.
 */
const OTHER_TAGS = [
  defineScalarTag('tag:yaml.org,2002:binary', { resolve: () => NOT_RESOLVED, identify: never }),
  defineScalarTag('', { matchByTagPrefix: true, resolve: (source) => source, identify: never }),
  { ...seqTag, tagName: '', matchByTagPrefix: true, identify: never },
  { ...mapTag, tagName: '', matchByTagPrefix: true, identify: never },
];

/** Kubernetes refuses a key that is null, where js-yaml would call it `null`. */
const stringKeyMapTag = {
  ...mapTag,
  addPair: (mapping: Record<string, unknown>, key: unknown, value: unknown): string =>
    key === null ? 'a mapping key is null' : mapTag.addPair(mapping, key, value),
};

/**
 * Reads scalars as Kubernetes does (sigs.k8s.io/yaml, which is go-yaml 2): the booleans of YAML 1.1 with `y`, `on` and
 * `off`, `0755` as octal, underscores in numbers, merge keys. Unlike YAML 1.1, `1:30` and dates stay strings.
 */
export const KUBERNETES_SCHEMA = CORE_SCHEMA.withTags(
  stringKeyMapTag,
  mergeTag,
  boolYaml11Tag,
  defineScalarTag(intCoreTag.tagName, {
    ...intCoreTag,
    implicitFirstChars: ['-', '+', ...DIGITS],
    resolve: readInteger,
  }),
  defineScalarTag(floatCoreTag.tagName, {
    ...floatCoreTag,
    implicitFirstChars: ['-', '+', '.', ...DIGITS],
    resolve: readFloat,
  }),
  OTHER_TAGS,
);

const IMPLICIT_TAGS = KUBERNETES_SCHEMA.tags
  .filter((tag) => tag.nodeKind === 'scalar')
  .filter(({ implicit }) => implicit);

/** What a plain scalar without a tag stands for. */
export function resolveScalar(text: string): unknown {
  for (const tag of IMPLICIT_TAGS) {
    const value: unknown = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}
