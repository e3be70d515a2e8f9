#!/usr/bin/env node
// Holds the built library against the tables once more, by way of Services: the verdict at a Service port must be the one
// that the table has for the pods behind it, each on its resolved target port.
// usage: services.mjs FOLDER [SUITE...]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../dist/index.js';

const [folder, ...suites] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: services.mjs FOLDER [SUITE...]');

const podName = (endpoint) =>
  endpoint.type === 'workload' ? `${endpoint.ref.namespace}/${endpoint.ref.name}` : undefined;

/** Every verdict at a Service port that the table has an answer for. */
function* verdictsOf(path) {
  const { conns, caveat } = JSON.parse(readFileSync(join(path, 'expected.json'), 'utf8'));
  if (caveat !== undefined) return;
  const table = new Map(
    conns.map(({ src, dst, protocol, port, allowed }) => [`${src} ${dst} ${protocol} ${port}`, allowed]),
  );
  const { overview, reachability } = analyze({ paths: [join(path, 'manifests')] });
  const reached = new Map(
    [...overview.serviceConnections()].map(({ from, to, ports }) => [`${from.id} ${to.id}`, ports]),
  );
  const points = { TCP: 0, UDP: 65_536, SCTP: 131_072 };
  const holds = (set, point) => {
    for (let i = 0; i + 1 < set.length; i += 2) if (set[i] <= point && point < set[i + 1]) return true;
    return false;
  };
  for (const service of overview.catalog.services)
    for (const { port, backends } of service.ports)
      for (const from of reachability.endpoints) {
        const source = podName(from);
        const answers = backends.map((backend) =>
          table.get(`${source} ${podName(backend.endpoint)} ${port.protocol} ${backend.port}`),
        );
        // Of a pod to itself the tables disagree, and they are silent on what is no pod.
        if (answers.length === 0 || answers.includes(undefined)) continue;
        if (backends.some((backend) => backend.endpoint === from)) continue;
        const said = holds(reached.get(`${from.id} ${service.id}`) ?? [], points[port.protocol] + port.port);
        yield {
          name: `${source} to ${service.id} ${port.protocol} ${port.port}`,
          isRight: said === answers.includes(true),
        };
      }
}

let passed = 0;
let failed = 0;
for (const suite of suites.length > 0 ? suites : ['k8s-e2e', 'cyclonus'])
  for (const name of readdirSync(join(folder, suite)).sort())
    for (const verdict of verdictsOf(join(folder, suite, name))) {
      if (verdict.isRight) passed += 1;
      else {
        failed += 1;
        console.log(`FAIL ${suite}/${name} ${verdict.name}`);
      }
    }
console.log(`${passed} verdicts at Service ports right, ${failed} wrong`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
