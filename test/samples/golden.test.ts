import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { PROBLEM_RULES } from '../../src/model/problem.ts';
import * as report from '../../src/report/index.ts';
import { RULES } from '../../src/rules/index.ts';

const root = join(import.meta.dirname, '../..');
const SAMPLES = ['shop', 'teams', 'messy', 'dual-stack', 'storefront'];

/** Each sample in each format, as it was read and found right once; a change shows here line by line. */
describe.each(SAMPLES)('the sample %s', (sample) => {
  const analysis = analyze({ paths: [`samples/${sample}`] }, { cwd: root });
  const { reachability, overview } = analysis;
  const map = report.withEntries(report.endpointMap(reachability), overview.entryConnections, {}, 'workload');
  const services = report.withServices(
    { places: [], links: () => [] },
    overview.catalog.services,
    overview.serviceConnections,
    {},
    () => true,
  );
  const formats: Record<string, () => Iterable<string>> = {
    'analyze.txt': () => report.analysisText(analysis, report.PLAIN, { command: `netgraph list samples/${sample}` }),
    'analyze.json': () => report.analysisJson(analysis),
    'list.json': () => report.listJson(reachability, map),
    'list.jsonl': () => report.listJsonl(map),
    'list.csv': () => report.listCsv(map),
    'list.md': () => report.listMarkdown(map),
    'list.txt': () => report.listText(map),
    'list-services.txt': () => report.listText(services),
    'services.txt': () => report.servicesText(overview, report.PLAIN),
    'services.json': () => report.servicesJson(overview),
    'services.csv': () => report.servicesCsv(overview),
    'services.md': () => report.servicesMarkdown(overview),
    'namespaces.txt': () => report.listText(report.namespaceMap(reachability)),
  };

  it.each(Object.keys(formats))('prints %s', async (format) => {
    const text = [...(formats[format]?.() ?? [])].join('');
    if (format.endsWith('.json')) expect(JSON.parse(text)).toHaveProperty('schemaVersion', 1);
    await expect(text).toMatchFileSnapshot(`golden/${sample}.${format}`);
  });
});

/** The sample with everything wrong with it tells of the forms of findings. */
describe('the findings of the sample messy', () => {
  const analysis = analyze({ paths: ['samples/messy'] }, { cwd: root });
  const catalogue = [...Object.entries(PROBLEM_RULES).map(([id, rule]) => ({ id, ...rule })), ...RULES];
  const connectivity = report.connectivityText(analysis, report.PLAIN, 'netgraph list samples/messy');
  const formats: Record<string, () => Iterable<string>> = {
    sarif: () => report.findingsSarif(analysis, { version: '1.2.3', rules: catalogue, baselined: false }),
    'junit.xml': () => report.findingsJunit(analysis),
    'github.txt': () => report.findingsGithub(analysis),
    'gitlab.json': () => report.findingsGitlab(analysis),
    md: () => report.findingsMarkdown(analysis, connectivity),
    csv: () => report.findingsCsv(analysis),
    jsonl: () => report.findingsJsonl(analysis),
  };

  it.each(Object.keys(formats))('print %s', async (format) => {
    const text = [...(formats[format]?.() ?? [])].join('');
    await expect(text).toMatchFileSnapshot(`golden/messy.analyze.${format}`);
  });
});
