#!/usr/bin/env node
// Reads the tables' manifests with the fast reader and with js-yaml alone: the built library must say the same of both, so that
// what the tables prove of one is proved of the other.
// usage: readers.mjs FOLDER [SUITE...]
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { analyze, connections } from '../../dist/index.js';

const [folder, ...suites] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: readers.mjs FOLDER [SUITE...]');

/** All that is said of manifests, places included, and how many documents js-yaml read. */
function saidOf(path, reader) {
  let handedOver = 0;
  const analysis = analyze({ paths: [path] }, { reader, onHandedOver: () => (handedOver += 1) });
  const { reachability, overview, input, problems, findings, assumptions } = analysis;
  const links = [...connections(reachability)].map(({ from, to, ports }) => [from.id, to.id, ports]);
  const services = [...overview.serviceConnections()].map(({ from, to, ports }) => [from.id, to.id, ports]);
  const endpoints = reachability.endpoints.map(({ id }) => id);
  const said = { links, services, endpoints, problems, findings, assumptions, files: input.files };
  return { said: JSON.stringify(said), links: links.length, documents: input.documents, handedOver };
}

let states = 0;
let documents = 0;
let handedOver = 0;
let links = 0;
const different = [];
for (const suite of suites.length > 0 ? suites : ['k8s-e2e', 'cyclonus', 'admin-v1alpha1', 'admin-v1alpha2', 'packets'])
  for (const name of readdirSync(join(folder, suite)).sort()) {
    const path = join(folder, suite, name, 'manifests');
    if (!existsSync(path)) continue;
    const fast = saidOf(path, 'fast');
    const slow = saidOf(path, 'slow');
    states += 1;
    documents += fast.documents;
    handedOver += fast.handedOver;
    links += fast.links;
    if (slow.handedOver === 0) throw new Error(`${suite}/${name}: js-yaml was to read it all`);
    if (fast.said !== slow.said) different.push(`${suite}/${name}`);
  }
for (const name of different) console.log(`FAIL ${name}: the readers differ`);
console.log(
  `${states} states, ${documents} documents (${handedOver} of them for js-yaml), ${links} connections: ${different.length} differ`,
);
if (states === 0 || documents === handedOver || different.length > 0) process.exitCode = 1;
