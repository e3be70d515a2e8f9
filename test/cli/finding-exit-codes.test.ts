import { describe, expect, it } from 'vitest';
import { FINDING_FORMATS } from '../../src/cli/finding-formats.ts';
import { pod, policy } from '../support/manifests.ts';
import { service } from '../services/support.ts';
import { runOn } from './on-manifests.ts';

const DENIED = policy('deny', 'podSelector: {}, policyTypes: [Ingress, Egress]');

const run = runOn({
  // A pod that everybody may reach is a warning, a Service without a pod an error.
  'warning.yaml': pod('a', 'app: a'),
  'error.yaml': pod('a', 'app: a') + DENIED + service('a', 'selector: { app: none }, ports: [{ port: 80 }]'),
  'broken.yaml': `${pod('a', '')}---\nkind: [\n`,
  'assumed.yaml': pod('a', '') + policy('p', 'podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]'),
  '256.yaml':
    pod('a', 'app: a') +
    Array.from({ length: 256 }, (_, i) => service(`s${i}`, 'selector: { app: none }, ports: [{ port: 80 }]')).join(''),
  '1000.yaml': Array.from({ length: 1000 }, (_, i) => pod(`p${i}`, 'app: a')).join(''),
});

const CODES: readonly (readonly [line: string, code: number])[] = [
  ['warning.yaml', 0],
  ['warning.yaml --fail-on warning', 1],
  ['warning.yaml --fail-on info', 1],
  ['warning.yaml --max-warnings 1', 0],
  ['warning.yaml --max-warnings 0', 1],
  ['warning.yaml --max-warnings 0 --fail-on never', 1],
  ['error.yaml', 1],
  ['error.yaml --fail-on warning', 1],
  ['error.yaml --fail-on never', 0],
  ['broken.yaml', 3],
  ['broken.yaml --fail-on never', 3],
  ['broken.yaml error.yaml', 3],
  ['broken.yaml --allow-incomplete', 0],
  ['broken.yaml error.yaml --allow-incomplete', 1],
  ['missing.yaml', 3],
  ['assumed.yaml', 0],
  ['assumed.yaml --strict', 1],
  ['256.yaml', 1],
  ['1000.yaml --fail-on warning', 1],
  ['error.yaml --fail-on fatal', 2],
  ['error.yaml --max-warnings many', 2],
  ['error.yaml --max-warnings -1', 2],
];

describe('exit codes of analyze, the same in every format', () => {
  it.each(CODES)('netgraph analyze %s → %i', async (line, code) => {
    const codes = [];
    for (const format of FINDING_FORMATS) codes.push((await run(`analyze ${line} -o ${format}`)).code);
    expect(codes).toEqual(FINDING_FORMATS.map(() => code));
  });
});
