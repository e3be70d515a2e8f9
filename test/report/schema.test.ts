import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/analysis.ts';
import { analyze } from '../../src/index.ts';
import { analysisJson } from '../../src/report/index.ts';

const root = join(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(join(root, 'schemas/report.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

function errorsOf(analysis: Analysis): string[] {
  const isValid = validate(JSON.parse([...analysisJson(analysis)].join('')));
  return isValid ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe('schemas/report.schema.json', () => {
  it.each(['shop', 'teams', 'messy', 'dual-stack', 'storefront'])('holds for the sample %s', (sample) => {
    expect(errorsOf(analyze({ paths: [`samples/${sample}`] }, { cwd: root }))).toEqual([]);
  });

  it('holds for an empty input', () => {
    expect(errorsOf(analyze({ texts: [] }))).toEqual([]);
  });

  it('refuses what the report does not have', () => {
    const report = JSON.parse([...analysisJson(analyze({ texts: [] }))].join('')) as Record<string, unknown>;
    expect(validate({ ...report, schemaVersion: 2 })).toBe(false);
    expect(validate({ ...report, more: [] })).toBe(false);
    expect(validate({ ...report, services: [{ id: 'shop/web' }] })).toBe(false);
  });
});
