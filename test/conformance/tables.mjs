#!/usr/bin/env node
// Holds the built command against tables that are not whole clusters: which policies the API server rejects, which port a
// Service port leads to, which labels a selector matches.
// usage: tables.mjs FOLDER   with the folders and files of the conformance tables
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: tables.mjs FOLDER');
const scratch = mkdtempSync(join(import.meta.dirname, '../../dist/'));
const lines = (file) =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** The inner functions that the tables ask for, bundled from the sources. */
async function loadInside() {
  await build({
    stdin: {
      contents: `
        export { decodeDocument } from './src/manifest/index.ts';
        export { findTargetPort } from './src/model/container-port.ts';
        export { readPodTemplate } from './src/manifest/pod-template.ts';
        export { templateAt } from './src/manifest/template-place.ts';
        export { Complaints } from './src/manifest/complaints.ts';
        export { matches } from './src/model/selector.ts';`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: join(scratch, 'inside.mjs'),
    logLevel: 'warning',
  });
  return import(join(scratch, 'inside.mjs'));
}

/** An error on every invalid policy, none on a valid one. */
function checkValidation() {
  return ['valid', 'invalid'].flatMap((kind) =>
    readdirSync(join(folder, 'k8s-validation', kind)).map((name) => {
      const manifests = join(folder, 'k8s-validation', kind, name, 'manifests');
      const { stdout } = spawnSync(process.execPath, ['bin/netgraph.js', 'analyze', '-o', 'json', manifests], {
        encoding: 'utf8',
      });
      const { problems, findings } = JSON.parse(stdout);
      const ofInput = findings.filter(({ rule }) => rule.startsWith('NG0'));
      const errors = [...problems, ...ofInput].filter(({ severity }) => severity === 'error');
      return { name: `k8s-validation/${kind}/${name}`, isRight: errors.length > 0 === (kind === 'invalid') };
    }),
  );
}

function checkSelectors({ matches }) {
  return lines('label-selectors.jsonl')
    .filter(({ expressible }) => expressible)
    .map((row, index) => {
      const requirements = [
        ...Object.entries(row.matchLabels ?? {}).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
        ...(row.matchExpressions ?? []).map(({ key, operator, values }) => ({ key, operator, values: values ?? [] })),
      ];
      const said = matches({ requirements }, new Map(Object.entries(row.labels)));
      return { name: `label-selectors ${index} ${row.selector ?? ''}`, isRight: said === row.match };
    });
}

function checkPorts({ Complaints, findTargetPort, readPodTemplate, templateAt }) {
  const portsOf = (spec) => readPodTemplate({ spec }, templateAt([]), new Complaints(), () => ({ spec })).ports;
  return lines('endpointslice-ports.jsonl').map((row) => {
    if (row.test === 'FindPort') {
      const ports = portsOf({ containers: row.containers, initContainers: row.initContainers });
      const said = findTargetPort(ports, row.targetPort, row.protocol);
      return { name: `FindPort ${row.name}`, isRight: said === (row.pass ? row.expected : undefined) };
    }
    const ports = portsOf(row.pod.spec);
    const said = row.service.spec.ports.flatMap(({ name, protocol, targetPort }) => {
      const port = findTargetPort(ports, targetPort, protocol);
      return port === undefined ? [] : [`${name} ${protocol} ${port}`];
    });
    const expected = (row.expectedPorts ?? []).map(({ name, protocol, port }) => `${name} ${protocol} ${port}`);
    return { name: `GetEndpointPorts ${row.name}`, isRight: said.join() === expected.join() };
  });
}

try {
  const inside = await loadInside();
  const rows = [...checkValidation(), ...checkSelectors(inside), ...checkPorts(inside)];
  const wrong = rows.filter(({ isRight }) => !isRight);
  for (const { name } of wrong) console.log(`FAIL ${name}`);
  console.log(`${rows.length - wrong.length} passed, ${wrong.length} failed`);
  process.exitCode = wrong.length > 0 || rows.length === 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
