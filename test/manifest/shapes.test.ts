import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import * as shapes from '../../src/manifest/generated/shapes.js';
import { firstError, isSound } from '../../src/manifest/shape.ts';
import { reportUnknownFields } from '../../src/manifest/unknown-fields.ts';
import { Complaints } from '../../src/manifest/complaints.ts';
import { Random } from '../support/random.ts';

const FOLDER = resolve(import.meta.dirname, '../../schemas/kubernetes');

type Json = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const served = (value: unknown): unknown => (isMapping(value) ? asServed(value) : value);

/** A schema as the API server applies it: null is absent, and unknown fields are no error. */
function asServed({ additionalProperties, ...schema }: Json): Json {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(isMapping(additionalProperties) ? { additionalProperties } : {}),
    ...(schema['type'] === undefined ? {} : { nullable: true }),
    ...(Array.isArray(schema['enum']) ? { enum: [...(schema['enum'] as unknown[]), null] } : {}),
    ...(isMapping(items) && items['type'] !== 'string' ? { items: asServed(items) } : {}),
    ...(isMapping(properties)
      ? { properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, served(value)])) }
      : {}),
  };
}

/** The schemas, by file, with their definitions. */
function readSchemas(): Map<string, Json> {
  const files = readdirSync(FOLDER).map((name) => {
    const schema = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Json;
    const definitions = isMapping(schema['definitions']) ? schema['definitions'] : {};
    const own = Object.fromEntries(Object.entries(definitions).map(([key, value]) => [key, served(value)]));
    return [name, { ...asServed(schema), definitions: own }] as const;
  });
  return new Map(files);
}

const schemas = readSchemas();
const ajv = new Ajv({
  inlineRefs: false,
  allowUnionTypes: true,
  schemas: [...schemas.values()],
  keywords: ['setting'],
});
const camelCase = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const kinds = [...schemas.keys()]
  .filter((file) => file !== 'common.schema.json')
  .flatMap((file) => {
    const name = camelCase(file.slice(0, -'.schema.json'.length));
    const made = Object.entries(shapes).filter(([each]) => each === name || each === `${name}WithSettings`);
    return made.map(([each, shape]) => [each, file, shape(), ajv.getSchema(file)!] as const);
  });

const ODD = [
  null,
  true,
  false,
  0,
  1,
  -1,
  80,
  65536,
  1.5,
  '',
  'TCP',
  'Ingress',
  'x',
  [],
  {},
  [null],
  ['a'],
  { a: 1 },
  { a: null },
];

/** A value that a schema may accept, with something else in a few places. */
function valueOf(schema: unknown, random: Random, depth = 0): unknown {
  if (!isMapping(schema) || random.chance(0.03) || depth > 12) return random.pick(ODD);
  if (typeof schema['$ref'] === 'string') {
    const [file = '', name = ''] = schema['$ref'].split('#/definitions/');
    const home = [...schemas].find(([key, { definitions }]) =>
      file === '' ? isMapping(definitions) && name in definitions : key === file,
    );
    return valueOf((home?.[1]['definitions'] as Json)[name], random, depth + 1);
  }
  const { properties, items, additionalProperties: others } = schema;
  if (isMapping(properties)) {
    const entries = Object.entries(properties).filter(() => random.chance(0.6));
    const made = entries.map(([key, inner]) => [key, valueOf(inner, random, depth + 1)] as const);
    return Object.fromEntries(random.chance(0.05) ? [...made, ['unknown', 1]] : made);
  }
  if (items !== undefined) return random.list(0, 3, () => valueOf(items, random, depth + 1));
  if (isMapping(others))
    return Object.fromEntries(random.list(0, 2, () => [random.pick(['a', 'b']), valueOf(others, random)]));
  if (Array.isArray(schema['enum'])) return random.pick(schema['enum'] as unknown[]);
  const type: unknown = random.pick([schema['type']].flat());
  return type === 'string' ? 'text' : type === 'integer' ? random.below(70_000) : type === 'boolean' ? true : {};
}

/** What ajv says of the first error: where, and which keyword. */
function ajvError(validate: ValidateFunction, value: unknown): string | undefined {
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  return `${error?.instancePath} ${error?.keyword}`;
}

describe('the shape of a kind', () => {
  it('is there for each file, and twice where there are settings', () => {
    expect(new Set(kinds.map(([, file]) => file)).size).toBe(schemas.size - 1);
    expect(kinds.filter(([name]) => name.endsWith('WithSettings'))).toHaveLength(4);
  });

  it.each(kinds)('%s demands what its schema does, in the same order', (_, file, shape, validate) => {
    const random = new Random(7);
    let wrong = 0;
    for (let run = 0; run < 400; run += 1) {
      const value = valueOf(schemas.get(file), random);
      const error = firstError(value, shape);
      const said =
        error === undefined ? undefined : `${error.path.map((step) => `/${step}`).join('')} ${error.keyword}`;
      expect(said, JSON.stringify(value)).toBe(ajvError(validate, value));
      const complaints = new Complaints();
      reportUnknownFields(value, shape, 'X', complaints);
      expect(isSound(value, shape), JSON.stringify(value)).toBe(error === undefined && complaints.empty);
      if (error !== undefined) wrong += 1;
    }
    expect(wrong).toBeGreaterThan(20);
    expect(wrong).toBeLessThan(390);
  });
});
