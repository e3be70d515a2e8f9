import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { analyze, type Asked, connections, type Endpoint, portsText, query } from '../../src/index.ts';
import * as report from '../../src/report/index.ts';
import { Random } from '../support/random.ts';
import { mutate } from '../yaml/mutations.ts';

const folder = join(import.meta.dirname, '../../samples');
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(join(folder, file), 'utf8'));

const RUNS = 1_000;
const FILES_A_RUN = 10;

it(`takes ${RUNS * FILES_A_RUN} mutated manifests through to the report, and nothing is thrown`, { timeout: 120_000 }, () => {
  const random = new Random(1);
  let workloads = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const files = Array.from({ length: FILES_A_RUN }, (_, i) => ({ file: `${i}.yaml`, text: mutate(random, texts) }));
    const analysis = analyze({ texts: files });
    const { reachability } = analysis;
    workloads += analysis.summary.workloads;
    const [first] = connections(reachability);
    if (first !== undefined) {
      const asked = (endpoint: Endpoint): Asked => ({ text: endpoint.id, endpoint });
      const { ports } = query(reachability, asked(first.from), asked(first.to));
      expect(portsText(ports)).toBe(portsText(first.ports));
    }
    expect(JSON.parse([...report.analysisJson(analysis)].join(''))).toBeTypeOf('object');
    expect([...report.analysisText(analysis, report.PLAIN, { command: 'netgraph list' })].length).toBeGreaterThan(0);
  }
  // Most mutations must leave something to analyze, or the run would prove little.
  expect(workloads).toBeGreaterThan(RUNS);
});
