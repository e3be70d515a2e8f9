import { describe, expect, it } from 'vitest';
import {
  findingsCsv,
  findingsGithub,
  findingsGitlab,
  findingsJsonl,
  findingsJunit,
  findingsMarkdown,
  findingsSarif,
} from '../../src/report/index.ts';
import type { Wrong } from '../../src/report/issues.ts';
import { type CodeQuality, junitErrors, readCodeQuality, readCommand, readCsv, readSarif } from './readers.ts';
import { text } from './support.ts';
import { CATALOGUE, CLEAN, finding, many, problem, SMALL } from './wrong.ts';

const sarif = (wrong: Wrong, baselined = false): ReturnType<typeof readSarif> =>
  readSarif(text(findingsSarif(wrong, { version: '1.2.3', rules: CATALOGUE, baselined })));
const github = (wrong: Wrong): string[] => text(findingsGithub(wrong)).trimEnd().split('\n');
const gitlab = (wrong: Wrong): readonly CodeQuality[] => readCodeQuality(text(findingsGitlab(wrong)));

describe('SARIF', () => {
  it('has an empty list of results when all is well', () => {
    expect(sarif(CLEAN)).toMatchObject({ results: [], invocations: [{ executionSuccessful: true }] });
  });

  it('holds every finding, the suppressed ones marked', () => {
    const { results } = sarif(SMALL);
    expect(results).toHaveLength(SMALL.findings.length);
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      [],
      [],
      [],
      [{ kind: 'inSource', status: 'accepted', justification: 'on purpose' }],
      [{ kind: 'external', status: 'accepted' }],
      [{ kind: 'external', status: 'accepted' }],
    ]);
  });

  it('leads to the place, the object, related places and the rule', () => {
    const { results, tool } = sarif(SMALL);
    expect(results[0]).toEqual({
      ruleId: 'NG201',
      ruleIndex: tool.driver.rules.findIndex(({ id }) => id === 'NG201'),
      level: 'error',
      message: { text: 'the selector of Service shop/web matches no pod of its namespace' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'shop/web.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 9, startColumn: 3 },
          },
          logicalLocations: [{ fullyQualifiedName: 'shop/web[Service]', kind: 'resource' }],
        },
      ],
      relatedLocations: [
        {
          id: 0,
          physicalLocation: {
            artifactLocation: { uri: 'a%20b/%C3%B6.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 3, startColumn: 1 },
          },
          message: { text: 'the label that nearly matched' },
        },
      ],
      partialFingerprints: { 'netgraph/v1': 'f0' },
      suppressions: [],
    });
  });

  it('describes the rules of the run and no others, those of security with a score', () => {
    const { rules } = sarif(SMALL).tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(['NG101', 'NG201']);
    expect(rules[0]).toMatchObject({
      name: 'ingress-not-isolated',
      shortDescription: { text: CATALOGUE.find(({ id }) => id === 'NG101')?.summary },
      defaultConfiguration: { level: 'warning' },
      properties: { tags: ['security'], 'security-severity': '5.0' },
    });
    expect(rules[1]).not.toHaveProperty('properties');
  });

  it('tells what was not read as notifications of the tool', () => {
    const { invocations, results } = sarif({ findings: [], problems: SMALL.problems });
    expect(results).toEqual([]);
    expect(invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            descriptor: { id: 'NG002', index: 0 },
            level: 'error',
            message: { text: 'this is no valid YAML' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'broken.yaml', uriBaseId: '%SRCROOT%' },
                  region: { startLine: 2, startColumn: 1 },
                },
              },
            ],
          },
          { descriptor: { id: 'NG011', index: 1 }, level: 'error', message: { text: 'nothing here' }, locations: [] },
        ],
      },
    ]);
  });

  it('says what is new only when a baseline is in use', () => {
    expect(sarif(SMALL, true).results.map(({ baselineState }) => baselineState)).toEqual([
      ...Array.from({ length: 5 }, () => 'new'),
      'unchanged',
    ]);
    expect(sarif(SMALL).results.every((result) => !('baselineState' in result))).toBe(true);
  });

  it('cuts what GitHub would refuse, the lightest first, and says so', () => {
    const { findings } = many(25_002);
    const last = finding({ fingerprint: 'gravest', severity: 'error' });
    const { results, invocations } = sarif({ findings: [...findings, last], problems: [] });
    expect(results).toHaveLength(25_000);
    expect(results.at(-1)).toMatchObject({ partialFingerprints: { 'netgraph/v1': 'gravest' } });
    expect(invocations[0]).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [{ message: { text: '3 results are left out: a run holds at most 25000' } }],
    });
  });

  it('takes 10,000 findings', () => {
    expect(sarif(many(10_000)).results).toHaveLength(10_000);
  });
});

describe('JUnit', () => {
  const junit = (wrong: Wrong): string => text(findingsJunit(wrong));

  it.each<[string, Wrong]>([
    ['clean', CLEAN],
    ['small', SMALL],
    ['large', many(10_000)],
  ])('is valid by its schema: %s', async (_, wrong) => {
    expect(await junitErrors(junit(wrong))).toEqual([]);
  });

  it('has a schema that refuses', async () => {
    expect(await junitErrors('<testsuites name="a"/>')).not.toEqual([]);
    expect(await junitErrors(junit(SMALL).replace('</failure>', '</failur>'))).not.toEqual([]);
  });

  it('has a suite a file and a case for each rule and object', () => {
    const object = 'shop/api[Service]';
    const twice = [finding(), finding({ message: 'again', location: { file: 'shop/web.yaml', line: 20, column: 1 } })];
    expect(junit({ findings: [...twice, finding({ object, severity: 'info' })], problems: [problem()] }))
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="netgraph" tests="3" failures="1" errors="1">
  <testsuite name="broken.yaml" tests="1" failures="0" errors="1">
    <testcase name="NG002 yaml-syntax" classname="broken.yaml">
      <error message="this is no valid YAML" type="error">broken.yaml:2:1 this is no valid YAML</error>
    </testcase>
  </testsuite>
  <testsuite name="shop/web.yaml" tests="2" failures="1" errors="0">
    <testcase name="NG201 service-selects-nothing shop/web[Service]" classname="shop/web.yaml">
      <failure message="the selector of Service shop/web matches no pod of its namespace (and 1 more)" type="error">shop/web.yaml:9:3 the selector of Service shop/web matches no pod of its namespace
shop/web.yaml:20:1 again</failure>
    </testcase>
    <testcase name="NG201 service-selects-nothing shop/api[Service]" classname="shop/web.yaml">
      <system-out>shop/web.yaml:9:3 the selector of Service shop/web matches no pod of its namespace</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it('passes one case when all is well', () => {
    expect(junit(CLEAN)).toContain('tests="1" failures="0" errors="0"');
  });
});

describe('GitHub annotations', () => {
  it('come with place and title, what was not read first, then by severity', () => {
    const lines = github(SMALL);
    expect(lines).toEqual([
      '::error file=broken.yaml,line=2,col=1,title=NG002 yaml-syntax::this is no valid YAML',
      '::error title=NG011 nothing-to-analyze::nothing here',
      '::error file=shop/web.yaml,line=9,col=3,title=NG201 service-selects-nothing::the selector of Service shop/web matches no pod of its namespace%0Aa b/ö.yaml:3:1 the label that nearly matched',
      '::warning file=shop/web.yaml,line=9,col=3,title=NG101 ingress-not-isolated::the selector of Service shop/web matches no pod of its namespace',
      '::notice title=netgraph::1 more',
      'netgraph: 1 error, 1 warning, 1 info (3 suppressed); 2 problems with reading the input',
    ]);
    expect(readCommand(lines[2] ?? '').message).toContain('\na b/ö.yaml:3:1 ');
  });

  it('are none when all is well', () => {
    expect(github(CLEAN)).toEqual(['netgraph: no findings']);
  });

  it('stop at ten errors and ten warnings, and count the rest', () => {
    const lines = github(many(10_000));
    const levels = lines.map((line) => /^::(\w+)/.exec(line)?.[1]);
    expect(levels).toEqual([
      ...Array.from({ length: 10 }, () => 'error'),
      ...Array.from({ length: 10 }, () => 'warning'),
      'notice',
      undefined,
    ]);
    expect(lines.at(-2)).toBe('::notice title=netgraph::9980 more');
  });
});

describe('GitLab Code Quality', () => {
  it('is an empty array when all is well', () => {
    expect(gitlab(CLEAN)).toEqual([]);
  });

  it('has one object for each thing that counts', () => {
    const issues = gitlab(SMALL);
    expect(issues.map(({ severity, location }) => [severity, location.path, location.lines.begin])).toEqual([
      ['blocker', 'broken.yaml', 2],
      ['blocker', '.', 1],
      ['critical', 'shop/web.yaml', 9],
      ['major', 'shop/web.yaml', 9],
      ['info', 'shop/web.yaml', 9],
    ]);
    expect(issues[2]?.description).toMatch(/^NG201 service-selects-nothing: the selector/);
  });

  it('shows no two issues with one fingerprint', () => {
    const issues = gitlab({ ...many(10_000), problems: [problem(), problem(), problem({ message: 'other' })] });
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(10_003);
  });
});

describe('CSV', () => {
  it.each<[string, Wrong, number]>([
    ['clean', CLEAN, 0],
    ['small', SMALL, 5],
    ['large', many(10_000), 10_000],
  ])('has a line for each thing that counts: %s', (_, wrong, count) => {
    const [header, ...rows] = readCsv(text(findingsCsv(wrong)));
    expect(header).toEqual(['severity', 'rule', 'name', 'object', 'file', 'line', 'column', 'message', 'fingerprint']);
    expect(rows).toHaveLength(count);
    expect(rows.every((row) => row.length === 9)).toBe(true);
  });
});

describe('JSON lines', () => {
  const lines = (wrong: Wrong): unknown[] =>
    text(findingsJsonl(wrong))
      .split('\n')
      .slice(0, -1)
      .map((line): unknown => JSON.parse(line));

  it('have an object a line', () => {
    expect(text(findingsJsonl(CLEAN))).toBe('');
    expect(lines(many(10_000))).toHaveLength(10_000);
    expect(lines(SMALL)).toMatchObject([
      { rule: 'NG002', incomplete: true, location: { line: 2 } },
      { rule: 'NG011', incomplete: true },
      { rule: 'NG201', incomplete: false, fingerprint: 'f0', related: [{ location: { file: 'a b/ö.yaml' } }] },
      { rule: 'NG101', severity: 'warning' },
      { rule: 'NG101', severity: 'info' },
    ]);
  });
});

describe('Markdown', () => {
  const markdown = (wrong: Wrong, connectivity = 'Who may reach what\n'): string =>
    text(findingsMarkdown(wrong, [connectivity]));

  it('is found by its first line, and says that all is well', () => {
    expect(markdown(CLEAN)).toBe(
      '<!-- netgraph -->\n### netgraph: no findings\n\n<details><summary>Connectivity</summary>\n\n```text\nWho may reach what\n```\n\n</details>\n',
    );
  });

  it('has a table for each severity, information folded', () => {
    const lines = markdown(SMALL).split('\n');
    expect(lines.filter((line) => /^(#|<details)/.test(line))).toEqual([
      '### netgraph: 1 error, 1 warning, 1 info (3 suppressed); 2 problems with reading the input',
      '#### Not read: 2',
      '#### Errors: 1',
      '#### Warnings: 1',
      '<details><summary>Information: 1</summary>',
      '<details><summary>Connectivity</summary>',
    ]);
    expect(lines).toContain(
      '| `shop/web.yaml:9:3` | NG201 service-selects-nothing | the selector of Service `shop/web` matches no pod of its namespace<br>`a b/ö.yaml:3:1` the label that nearly matched |',
    );
  });

  it('fits into a comment, and says how much is left out', () => {
    const long = markdown(many(10_000));
    expect(long.length).toBeLessThanOrEqual(60_000);
    expect(long.length).toBeGreaterThan(59_000);
    const rows = long.split('\n').filter((line) => line.startsWith('| `')).length;
    expect(long.endsWith(`\n${10_000 - rows} more are left out here: \`netgraph analyze\` shows them all.\n`)).toBe(
      true,
    );
  });

  it('fits with texts of any length', () => {
    const huge = 'x'.repeat(70_000);
    const wrong = { findings: [finding({ message: huge }), finding()], problems: [] };
    expect(markdown(wrong, huge).length).toBeLessThanOrEqual(60_000);
    expect(markdown(wrong, huge)).toContain('The connectivity is too long for this place');
    expect(markdown(wrong)).toContain('Errors: 2');
  });
});
