import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** The one-way table of docs/architecture.md: a folder may import itself and these. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  yaml: ['model'],
  manifest: ['yaml', 'model'],
  cluster: ['manifest', 'model'],
  policy: ['cluster', 'model'],
  reach: ['policy', 'cluster', 'model'],
  services: ['reach', 'cluster', 'model'],
  rules: ['services', 'reach', 'policy', 'cluster', 'model'],
  findings: ['model'],
  config: ['model'],
  report: ['findings', 'services', 'reach', 'cluster', 'model'],
  io: ['model', 'yaml'],
};
const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  'js-yaml': ['yaml'],
  'ipaddr.js': ['model'],
  commander: ['cli'],
};
/** Only types may be taken from these. */
const TYPES_ONLY: readonly (readonly [string, string])[] = [
  ['cluster', 'manifest'],
  ['io', 'yaml'],
];

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '.');

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s+(type\s+)?[^;]*?from '([^']+)';|import\('([^']+)'\)/gm)].map(
    (match) => {
      const specifier = match[2] ?? match[3] ?? '';
      const isOwn = specifier.startsWith('.');
      const to = isOwn ? folderOf(relative(SRC, resolve(join(SRC, dirname(file)), specifier))) : specifier;
      return { file, from: folderOf(file), to, isTypeOnly: match[1] !== undefined };
    },
  );
}

const imports = sources.flatMap(importsOf);

describe('the one-way import table', () => {
  it('finds imports at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('holds for every folder below the command line', () => {
    const wrong = imports.filter(({ from, to }) => {
      const allowed = MAY_IMPORT[from];
      return allowed !== undefined && MAY_IMPORT[to] !== undefined && to !== from && !allowed.includes(to);
    });
    expect(wrong).toEqual([]);
  });

  it('lets only the types of some folders through', () => {
    const wrong = imports.filter(
      ({ from, to, isTypeOnly }) => !isTypeOnly && TYPES_ONLY.some(([a, b]) => a === from && b === to),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps each package in its one home', () => {
    const wrong = imports.filter(
      ({ from, to }) => PACKAGE_HOMES[to] !== undefined && !PACKAGE_HOMES[to].includes(from),
    );
    expect(wrong).toEqual([]);
  });

  it('lets only io/ and cli/ reach the machine', () => {
    const wrong = imports.filter(({ from, to }) => to.startsWith('node:') && !['io', 'cli'].includes(from));
    expect(wrong).toEqual([]);
  });

  it('keeps files short', () => {
    const long = sources.filter(
      (file) => !file.includes('generated') && readFileSync(join(SRC, file), 'utf8').split('\n').length > 251,
    );
    expect(long).toEqual([]);
  });
});
