import { describe, expect, it } from 'vitest';
import { analyze, type AnalyzeOptions } from '../../src/index.ts';
import type { ConfiguredIgnore } from '../../src/model/ignore.ts';
import { pod } from '../support/manifests.ts';

/** `NG201 shop/web[Service]`, and behind it what suppresses it. */
function told(text: string, options: AnalyzeOptions = {}): string[] {
  return analyze({ texts: [{ file: 'a.yaml', text }] }, options).findings.map(
    ({ rule, object = '', message, location, suppression }) => {
      const end = suppression === undefined ? '' : ` (${suppression.source}: ${suppression.reason ?? ''})`;
      return rule === 'NG010' ? `${location.line} ${rule} ${message}` : `${rule} ${object}${end}`;
    },
  );
}

/** A Service that selects nothing: NG201 at the line of its selector. */
const service = (name: string, { annotations = '', above = '', behind = '' } = {}): string => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop, annotations: { ${annotations} } }
spec:
  ports: [{ port: 80 }]
${above}  selector: { app: none }${behind}
  type: ClusterIP
`;

const entry = (more: Partial<ConfiguredIgnore> = {}): ConfiguredIgnore => ({
  source: 'configuration',
  rules: ['NG201'],
  reason: 'why',
  location: { file: '.netgraph.yaml', line: 3, column: 5 },
  ...more,
});

describe('a suppression in a manifest', () => {
  it.each<[name: string, text: string, findings: string[]]>([
    [
      'is an annotation with the id',
      service('web', { annotations: 'netgraph/ignore: "NG201: soon"' }),
      ['NG201 shop/web[Service] (annotation: soon)'],
    ],
    [
      'or with the name of the rule',
      service('web', { annotations: 'netgraph/ignore: "service-selects-nothing: soon"' }),
      ['NG201 shop/web[Service] (annotation: soon)'],
    ],
    [
      'speaks of its own object alone',
      service('web', { annotations: 'netgraph/ignore: "NG201: soon"' }) + service('api'),
      ['NG201 shop/web[Service] (annotation: soon)', 'NG201 shop/api[Service]'],
    ],
    [
      'is a comment above the line',
      service('web', { above: '  # netgraph-ignore NG201: soon\n' }),
      ['NG201 shop/web[Service] (comment: soon)'],
    ],
    [
      'or behind it',
      service('web', { behind: ' # netgraph-ignore NG201: soon' }),
      ['NG201 shop/web[Service] (comment: soon)'],
    ],
    [
      'or one of several comments above it',
      service('web', { above: '  # netgraph-ignore NG201: soon\n  # more on that\n' }),
      ['NG201 shop/web[Service] (comment: soon)'],
    ],
    [
      'names several rules, of which each must be of use',
      service('web', { annotations: 'netgraph/ignore: "NG201, NG101: soon"' }),
      ['4 NG010 there is no NG101 here to suppress', 'NG201 shop/web[Service] (annotation: soon)'],
    ],
    [
      'does not count without a reason',
      service('web', { annotations: 'netgraph/ignore: "NG201"' }),
      [
        '4 NG010 the suppression has no reason, so it does not count: write NG201: and the reason',
        'NG201 shop/web[Service]',
      ],
    ],
    [
      'nor with an empty one',
      service('web', { behind: ' # netgraph-ignore NG201:' }),
      [
        'NG201 shop/web[Service]',
        '7 NG010 the suppression has no reason, so it does not count: write NG201: and the reason',
      ],
    ],
    [
      'must name a rule',
      service('web', { above: '  # netgraph-ignore\n' }),
      ['7 NG010 the suppression names no rule: write NG101: and the reason', 'NG201 shop/web[Service]'],
    ],
    [
      'must name a rule that is there',
      service('web', { above: '  # netgraph-ignore service-selects-nothin: soon\n' }),
      [
        '7 NG010 there is no rule service-selects-nothin; did you mean service-selects-nothing?',
        'NG201 shop/web[Service]',
      ],
    ],
    [
      'must be text',
      service('web', { annotations: 'netgraph/ignore: [NG201]' })
        .replace('kind: Service', 'kind: NetworkPolicy')
        .replace('v1', 'extensions/v1beta1'),
      ['NG004 shop/web[NetworkPolicy]', '4 NG010 the suppression names no rule: write NG101: and the reason'],
    ],
    [
      'behind the line before it says nothing of the next',
      service('web').replace('port: 80 }]', 'port: 80 }] # netgraph-ignore NG201: soon'),
      ['6 NG010 there is no NG201 here to suppress', 'NG201 shop/web[Service]'],
    ],
    [
      'of another rule is of no use',
      service('web', { behind: ' # netgraph-ignore NG101: soon' }),
      ['NG201 shop/web[Service]', '7 NG010 there is no NG101 here to suppress'],
    ],
    [
      'of NG010 is of no use either',
      service('web', { behind: ' # netgraph-ignore NG010: soon' }),
      ['NG201 shop/web[Service]', '7 NG010 there is no NG010 here to suppress'],
    ],
    [
      'is no text of a scalar',
      service('web', { annotations: 'a: "# netgraph-ignore NG201: soon"' }),
      ['NG201 shop/web[Service]'],
    ],
  ])('%s', (_, text, findings) => {
    expect(told(text)).toEqual(findings);
  });

  it('may stand on a pod template, and its copies on what controllers made are no fault', () => {
    const template = 'metadata: { labels: { app: a }, annotations: { netgraph/ignore: "NG101: open" } }';
    const of = (kind: string, owner: string): string => `---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: a, ownerReferences: [${owner}] }
spec: { selector: { matchLabels: { app: a } }, template: { ${template}, spec: { containers: [{ name: a, image: i }] } } }
`;
    const deployment = of('Deployment', '');
    expect(told(deployment)).toEqual(['NG101 default/a[Deployment] (annotation: open)']);
    const made = of('ReplicaSet', '{ apiVersion: apps/v1, kind: Deployment, name: a, uid: u, controller: true }');
    expect(told(deployment + made)).toEqual(['NG101 default/a[Deployment] (annotation: open)']);
  });

  it('on a pod speaks of its controller', () => {
    const text = pod('shop/a-0', 'app: a').replace(
      'namespace: shop,',
      'namespace: shop, annotations: { netgraph/ignore: "NG101: open" }, ownerReferences: [{ apiVersion: apps/v1, kind: StatefulSet, name: a, uid: u, controller: true }],',
    );
    expect(told(text)).toEqual(['NG101 shop/a[StatefulSet] (annotation: open)']);
  });

  it('reads lines that end as on Windows', () => {
    const text = service('web', { above: '  # netgraph-ignore NG201: soon\n' }).replaceAll('\n', '\r\n');
    expect(told(text)).toEqual(['NG201 shop/web[Service] (comment: soon)']);
  });

  it('speaks of an object that the API server would reject', () => {
    const text = service('web', { annotations: 'netgraph/ignore: "NG004: converted"' }).replace('port: 80', 'port: 0');
    expect(told(text)).toEqual(['NG004 shop/web[Service] (annotation: converted)']);
  });
});

describe('a suppression in the configuration', () => {
  const text = service('web') + service('api');

  it.each<[name: string, entries: ConfiguredIgnore[], findings: string[]]>([
    [
      'speaks of every object',
      [entry()],
      ['NG201 shop/web[Service] (configuration: why)', 'NG201 shop/api[Service] (configuration: why)'],
    ],
    [
      'of a kind, a namespace and a name',
      [entry({ kind: 'Service', namespace: 'shop', name: 'web' })],
      ['NG201 shop/web[Service] (configuration: why)', 'NG201 shop/api[Service]'],
    ],
    [
      'by globs',
      [entry({ kind: 'Serv*', namespace: 's?op', name: 'a*' })],
      ['NG201 shop/web[Service]', 'NG201 shop/api[Service] (configuration: why)'],
    ],
    [
      'and is of no use for another namespace',
      [entry({ namespace: 'lab' })],
      ['3 NG010 there is no NG201 here to suppress', 'NG201 shop/web[Service]', 'NG201 shop/api[Service]'],
    ],
    [
      'or another kind',
      [entry({ kind: 'Pod' })],
      ['3 NG010 there is no NG201 here to suppress', 'NG201 shop/web[Service]', 'NG201 shop/api[Service]'],
    ],
    [
      'holds on its last day',
      [entry({ until: '2026-11-25' })],
      ['NG201 shop/web[Service] (configuration: why)', 'NG201 shop/api[Service] (configuration: why)'],
    ],
    [
      'and not on the next',
      [entry({ until: '2026-11-24' })],
      ['3 NG010 the suppression ended on 2026-11-24', 'NG201 shop/web[Service]', 'NG201 shop/api[Service]'],
    ],
  ])('%s', (_, suppressions, findings) => {
    expect(told(text, { suppressions, today: '2026-11-25' })).toEqual(findings);
  });

  it('never ends where nobody says the day', () => {
    expect(told(service('web'), { suppressions: [entry({ until: '1999-01-01' })] })).toEqual([
      'NG201 shop/web[Service] (configuration: why)',
    ]);
  });
});

describe('rules that the user chose', () => {
  const text = service('web', { behind: ' # netgraph-ignore NG101: soon' });

  it('may be off, and then nothing of them is expected', () => {
    expect(told(service('web'), { rules: new Map([['NG201', 'off']]) })).toEqual([]);
    expect(told(text, { rules: new Map([['NG101', 'off']]) })).toEqual(['NG201 shop/web[Service]']);
    expect(told(text, { rules: new Map([['NG010', 'off']]) })).toEqual(['NG201 shop/web[Service]']);
  });

  it('may have another severity, those on the input too', () => {
    const invalid = service('web', { above: '  colour: red\n' }).replace('port: 80', 'port: 0');
    const severities = (rules: AnalyzeOptions['rules']): string[] =>
      analyze({ texts: [{ file: 'a.yaml', text: text + invalid }] }, rules === undefined ? {} : { rules }).findings.map(
        ({ rule, severity }) => `${rule} ${severity}`,
      );
    expect(severities(undefined)).toEqual(['NG201 error', 'NG010 warning', 'NG004 error', 'NG008 warning']);
    expect(
      severities(
        new Map([
          ['NG201', 'info'],
          ['NG010', 'error'],
          ['NG004', 'off'],
          ['NG008', 'info'],
        ]),
      ),
    ).toEqual(['NG201 info', 'NG010 error', 'NG008 info']);
  });

  it('cannot hide what was not read', () => {
    const { problems, incomplete } = analyze(
      { texts: [{ file: 'a.yaml', text: 'kind: [' }] },
      { rules: new Map([['NG002', 'off']]) },
    );
    expect([problems.map(({ rule }) => rule), incomplete]).toEqual([['NG002'], true]);
  });
});
