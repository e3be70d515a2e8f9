// Turns schemas/kubernetes/*.schema.json into src/manifest/generated/shapes.js: for each kind what is read of it, and what
// the API server demands of that. src/manifest/shape.ts says what the parts mean. And schemas/config.schema.json into
// src/config/generated/validator.js, which tells everything that is wrong.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const SUFFIX = '.schema.json';
const SHARED = 'common';
const source = new URL('../schemas/kubernetes/', import.meta.url);
const target = new URL('../src/manifest/generated/', import.meta.url);
const configSchema = new URL('../schemas/config.schema.json', import.meta.url);
const configTarget = new URL('../src/config/generated/', import.meta.url);

const isMapping = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const camelCase = (name) => name.replace(/[-.](.)/g, (_, letter) => letter.toUpperCase());

/** Every definition of every file by a name of its own; `$ref` holds that name. */
const definitions = new Map();
const kinds = [];
for (const name of readdirSync(source).sort()) {
  if (!name.endsWith(SUFFIX)) continue;
  const file = name.slice(0, -SUFFIX.length);
  const resolve = (key, value) => {
    if (key !== '$ref') return value;
    const [other, definition] = value.split('#/definitions/');
    return camelCase(`${other === '' ? file : other.slice(0, -SUFFIX.length)}.${definition}`);
  };
  const { type, properties, definitions: own = {} } = JSON.parse(readFileSync(new URL(name, source), 'utf8'), resolve);
  for (const [key, definition] of Object.entries(own)) definitions.set(camelCase(`${file}.${key}`), definition);
  if (file === SHARED) continue;
  kinds.push(camelCase(file));
  definitions.set(camelCase(file), { type, properties: { apiVersion: true, kind: true, ...properties } });
}

const KEYWORDS = ['type', 'enum', 'minimum', 'maximum', 'minItems', 'maxItems'];
const UNKNOWN = new Set([
  'properties',
  'items',
  'additionalProperties',
  '$ref',
  'setting',
  'nullable',
  'description',
  ...KEYWORDS,
]);

/** Definitions in which something is a setting of a container: they have a second shape, which asks for that as well. */
const withSettings = new Set();
const WITH_SETTINGS = 'WithSettings';

/**
 * A schema as source text. Null is absent, as for the API server, except as a text in a list or map. Fields are a Map, for
 * they are asked about keys of the input. A definition stands for itself, so that it is there once, and is made when it is asked for.
 */
function shapeSource(schema, isNullable, asksSettings) {
  if (!isMapping(schema) || schema.setting === true) return 'ANY';
  const inner = (part, isPartNullable) => shapeSource(part, isPartNullable, asksSettings);
  if (schema.$ref !== undefined)
    return `${schema.$ref}${asksSettings && withSettings.has(schema.$ref) ? WITH_SETTINGS : ''}()`;
  const unknown = Object.keys(schema).filter((keyword) => !UNKNOWN.has(keyword));
  if (unknown.length > 0) throw new Error(`shapes do not know ${unknown}`);
  const { properties, items, additionalProperties: others } = schema;
  const fields = Object.entries(properties ?? {})
    .filter(([, field]) => asksSettings || field.setting !== true)
    .map(([name, field]) => `[${JSON.stringify(name)}, ${inner(field, true)}]`);
  const parts = KEYWORDS.filter((key) => schema[key] !== undefined).map(
    (key) => `${key}: ${JSON.stringify(schema[key])}`,
  );
  if (!isNullable && schema.nullable !== true && ![schema.type].flat().includes('null'))
    parts.push('isNeverNull: true');
  if (properties !== undefined) parts.push(`fields: new Map([${fields}])`);
  if (properties !== undefined && others === undefined) parts.push('only: true');
  if (others === false) parts.push('closed: true');
  if (isMapping(others)) parts.push(`others: ${inner(others, false)}`);
  if (items !== undefined) parts.push(`items: ${inner(items, items.type !== 'string')}`);
  return `{ ${parts.join(', ')} }`;
}

/** Definitions before those that refer to them. */
const ordered = new Set();
function order(name) {
  const schema = definitions.get(name);
  JSON.stringify(schema, (key, value) => {
    if (key === '$ref') order(value);
    if (key === 'setting' || (key === '$ref' && withSettings.has(value))) withSettings.add(name);
    return value;
  });
  ordered.add(name);
}
[...definitions.keys()].forEach(order);

function lineOf(name, asksSettings) {
  const source = shapeSource(definitions.get(name), true, asksSettings);
  const ownName = `${name}${asksSettings ? WITH_SETTINGS : ''}`;
  return `${kinds.includes(name) ? 'export ' : ''}const ${ownName} = /* @__PURE__ */ once(() => (${source}));\n`;
}

const lines = [
  ...[...ordered].map((name) => lineOf(name, false)),
  ...[...ordered].filter((name) => withSettings.has(name)).map((name) => lineOf(name, true)),
];
const exported = [...kinds, ...kinds.filter((name) => withSettings.has(name)).map((name) => name + WITH_SETTINGS)];

const ajv = new Ajv({
  code: { source: true, esm: true, lines: true },
  allErrors: true,
  verbose: true,
  messages: false,
  allowUnionTypes: true,
});
const configValidator = standalone(ajv, ajv.compile(JSON.parse(readFileSync(configSchema, 'utf8'))));
if (/\brequire\(|\bimport\b/.test(configValidator))
  throw new Error('a schema uses a keyword that needs ajv at run time');

/** What ajv writes as a module, made when the first configuration is read: most runs read none. */
function whenAsked(module) {
  const [head, name] = /^"use strict";\s*export const validate = (\w+);\s*export default \w+;\s*/.exec(module) ?? [];
  if (head === undefined) throw new Error('ajv writes something else than it did');
  return [
    "import { once } from '../../model/remember.ts';\n",
    'export const validator = once(() => {\n',
    module.slice(head.length),
    `\nreturn ${name};\n});\n`,
  ].join('');
}

const CONFIG_TYPES = `export interface ConfigError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema: { readonly description?: string; readonly properties?: object };
}
export declare const validator: () => {
  (value: unknown): boolean;
  readonly errors?: readonly ConfigError[] | null;
};
`;

mkdirSync(configTarget, { recursive: true });
writeFileSync(new URL('validator.js', configTarget), whenAsked(configValidator));
writeFileSync(new URL('validator.d.ts', configTarget), CONFIG_TYPES);

mkdirSync(target, { recursive: true });
writeFileSync(
  new URL('shapes.js', target),
  ["import { once } from '../../model/remember.ts';\n", 'const ANY = {};\n', ...lines].join(''),
);
writeFileSync(
  new URL('shapes.d.ts', target),
  [
    "import type { Shape } from '../../model/shape.ts';\n",
    ...exported.map((name) => `export declare const ${name}: () => Shape;\n`),
  ].join(''),
);
