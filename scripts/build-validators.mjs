// Turns schemas/kubernetes/*.schema.json into code without a runtime package:
//   src/manifest/generated/validators.js     one validator a file, by ajv
//   src/manifest/generated/known-fields.js   the complete field lists, for the report of unknown fields
// and schemas/config.schema.json into src/config/generated/validator.js, which tells everything that is wrong.
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
const mapValues = (mapping, change) =>
  Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, change(value)]));

/** `other.schema.json#/definitions/x` of any file as `#/definitions/other.x` of the one root. */
function rootRef(ref, file) {
  const [other, name] = ref.split('#/definitions/');
  return `#/definitions/${other === '' ? file : other.slice(0, -SUFFIX.length)}.${name}`;
}

/** All files under one root, so that a shared definition is compiled once. */
const definitions = {};
const files = [];
for (const name of readdirSync(source).sort()) {
  if (!name.endsWith(SUFFIX)) continue;
  const file = name.slice(0, -SUFFIX.length);
  const text = readFileSync(new URL(name, source), 'utf8');
  const resolve = (key, value) => (key === '$ref' ? rootRef(value, file) : value);
  const { type, properties, definitions: own = {} } = JSON.parse(text, resolve);
  for (const [key, definition] of Object.entries(own)) definitions[`${file}.${key}`] = definition;
  if (file === SHARED) continue;
  definitions[file] = { type, properties };
  files.push(file);
}

/** What the API server rejects: null is absent except as a text in a map or list, and unknown fields are dropped. */
function asServed(schema) {
  if (!isMapping(schema)) return schema;
  const { additionalProperties, ...served } = schema;
  if (isMapping(additionalProperties)) served.additionalProperties = additionalProperties;
  if (served.type !== undefined) served.nullable = true;
  if (served.enum !== undefined) served.enum = [...served.enum, null];
  if (isMapping(served.items) && served.items.type !== 'string') served.items = asServed(served.items);
  if (served.properties !== undefined) served.properties = mapValues(served.properties, asServed);
  return served;
}

/** The tree of field lists: `closed` where the schema says that it knows every field. */
function knownFields(schema) {
  if (!isMapping(schema)) return {};
  if (schema.$ref !== undefined) return knownFields(definitions[schema.$ref.slice('#/definitions/'.length)]);
  return {
    ...(schema.additionalProperties === false && { closed: true }),
    ...(schema.properties && { fields: mapValues(schema.properties, knownFields) }),
    ...(schema.items && { items: knownFields(schema.items) }),
  };
}

const exportName = (file) => file.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const ajv = new Ajv({
  code: { source: true, esm: true, lines: true },
  inlineRefs: false,
  messages: false,
  allowUnionTypes: true,
});
ajv.addSchema({ $id: 'kubernetes', definitions: mapValues(definitions, asServed) });
const validators = standalone(
  ajv,
  Object.fromEntries(files.map((file) => [exportName(file), `kubernetes#/definitions/${file}`])),
);

const configAjv = new Ajv({
  code: { source: true, esm: true, lines: true },
  allErrors: true,
  verbose: true,
  messages: false,
  allowUnionTypes: true,
});
const configValidator = standalone(configAjv, configAjv.compile(JSON.parse(readFileSync(configSchema, 'utf8'))));
if (/\brequire\(|\bimport\b/.test(validators + configValidator))
  throw new Error('a schema uses a keyword that needs ajv at run time');

const known = files
  .map((file) => [exportName(file), knownFields(definitions[file])])
  .filter(([, tree]) => JSON.stringify(tree).includes('"closed"'));

const VALIDATOR_TYPES = `export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
`;
const CONFIG_TYPES = `export interface ConfigError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema: { readonly description?: string; readonly properties?: object };
}
export declare const validate: {
  (value: unknown): boolean;
  readonly errors?: readonly ConfigError[] | null;
};
`;
const KNOWN_FIELDS_TYPES = `export interface KnownFields {
  readonly closed?: true;
  readonly fields?: ReadonlyMap<string, KnownFields>;
  readonly items?: KnownFields;
}
`;
/** A tree as source text; the fields are a Map, for they are asked about keys of the input. */
function treeSource({ closed, fields, items }) {
  const entries = Object.entries(fields ?? {}).map(([name, tree]) => `[${JSON.stringify(name)}, ${treeSource(tree)}]`);
  const parts = [
    closed && 'closed: true',
    fields && `fields: new Map([${entries}])`,
    items && `items: ${treeSource(items)}`,
  ];
  return `{ ${parts.filter(Boolean).join(', ')} }`;
}

const declare = (names, type) => names.map((name) => `export declare const ${name}: ${type};\n`).join('');
const write = (name, ...parts) => writeFileSync(new URL(name, target), parts.join(''));

mkdirSync(target, { recursive: true });
mkdirSync(configTarget, { recursive: true });
writeFileSync(new URL('validator.js', configTarget), configValidator);
writeFileSync(new URL('validator.d.ts', configTarget), CONFIG_TYPES);
write('validators.js', validators);
write('validators.d.ts', VALIDATOR_TYPES, declare(files.map(exportName), 'Validator'));
write('known-fields.js', ...known.map(([name, tree]) => `export const ${name} = ${treeSource(tree)};\n`));
write(
  'known-fields.d.ts',
  KNOWN_FIELDS_TYPES,
  declare(
    known.map(([name]) => name),
    'KnownFields',
  ),
);
