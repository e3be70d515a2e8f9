import { describe, expect, it } from 'vitest';
import { pod, policy } from '../support/manifests.ts';
import { workspace } from './configured.ts';

const { write, run } = workspace();

const UNNAMED =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: lonely }\nspec: { containers: [{ name: a, image: b }] }\n';

/** The rules that a report names, with their severity. */
const rules = (stdout: string): string[] =>
  [...stdout.matchAll(/(error|warning|info) (NG\d{3}) /g)].map((match) => `${match[2] ?? ''} ${match[1] ?? ''}`);

describe('a configuration in effect', () => {
  it('chooses rules, and an option goes before it, rule by rule', async () => {
    write({ 'a.yaml': UNNAMED, '.netgraph.yaml': 'rules: { NG101: error }' });
    expect(rules((await run('analyze a.yaml')).stdout)).toEqual(['NG101 error']);
    expect((await run('analyze a.yaml')).code).toBe(1);
    expect(rules((await run('analyze a.yaml --rule NG101=off')).stdout)).toEqual([]);
    expect(rules((await run('analyze a.yaml --rule ingress-not-isolated=on')).stdout)).toEqual(['NG101 warning']);
    expect(rules((await run('analyze a.yaml --rule NG201=off')).stdout)).toEqual(['NG101 error']);
    expect(rules((await run('analyze a.yaml --no-config')).stdout)).toEqual(['NG101 warning']);
  });

  it('is the one that --config names', async () => {
    write({
      'a.yaml': UNNAMED,
      '.netgraph.yaml': 'rules: { NG101: off }',
      'ci/strict.yaml': 'rules: { NG101: error }',
    });
    expect(rules((await run('analyze a.yaml --config ci/strict.yaml')).stdout)).toEqual(['NG101 error']);
  });

  it('gives the exit code its threshold, and an option goes before it', async () => {
    write({ 'a.yaml': UNNAMED, '.netgraph.yaml': 'failOn: warning' });
    expect((await run('analyze a.yaml')).code).toBe(1);
    expect((await run('analyze a.yaml --fail-on error')).code).toBe(0);
    expect((await run('analyze a.yaml --no-config')).code).toBe(0);
    expect((await run('analyze a.yaml --fail-on fatal')).code).toBe(2);
  });

  it('gives the namespace of what names none, and options go before it', async () => {
    write({ 'a.yaml': UNNAMED, '.netgraph.json': '{ "defaultNamespace": "shop" }' });
    const list = async (options: string): Promise<string> => (await run(`list a.yaml -o jsonl${options}`)).stdout;
    expect(await list('')).toContain('shop/lonely');
    expect(await list(' --default-namespace lab')).toContain('lab/lonely');
    expect(await list(' -n lab')).toContain('lab/lonely');
    expect(await list(' --no-config')).toContain('default/lonely');
  });

  it('gives the domain of names, and the option goes before it', async () => {
    const service = '---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n';
    write({ 'a.yaml': UNNAMED + service, '.netgraph.yaml': 'clusterDomain: corp.test' });
    expect((await run('services a.yaml -o json')).stdout).toContain('web.default.svc.corp.test');
    expect((await run('services a.yaml -o json --cluster-domain other.test')).stdout).toContain('svc.other.test');
  });

  it('names the ingress controller, and the option goes before it', async () => {
    write({
      'a.yaml':
        pod('web', 'app: web', ', ports: [{ containerPort: 80 }]') +
        pod('front/probe', 'app: probe') +
        policy(
          'web',
          'podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchExpressions: [{key: app, operator: In, values: [alpha, probe]}]}}]}]',
        ) +
        '---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n' +
        '---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: in }\nspec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }\n',
      '.netgraph.yaml': 'ingressControllers: [{ namespace: front, labels: { app: alpha } }]',
    });
    const status = async (options: string): Promise<unknown> => {
      const { entryPoints } = JSON.parse((await run(`services a.yaml -o json${options}`)).stdout) as {
        entryPoints: { rules: { backends: { status: string }[] }[] }[];
      };
      return entryPoints[0]?.rules[0]?.backends[0]?.status;
    };
    expect(await status('')).toBe('reachable');
    expect(await status(' --ingress-controller front/app=beta')).toBe('blocked');
  });

  it('gives the CIDRs that verdicts rest on', async () => {
    write({
      'a.yaml':
        pod('web', 'app: web') +
        pod('api', 'app: api') +
        policy('web', 'podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]'),
    });
    const query = 'query a.yaml --from api --to web --port 80';
    expect((await run(query)).code).toBe(1);
    write({ '.netgraph.yaml': 'podCIDRs: [10.244.0.0/16]' });
    expect((await run(query)).code).toBe(0);
  });

  it('leaves files out, below its own folder, and an ignore file has the last word', async () => {
    write({
      'k8s/a.yaml': pod('one', ''),
      'k8s/vendor/b.yaml': pod('two', ''),
      'k8s/c.tmpl.yaml': pod('three', ''),
      'k8s/keep/c.tmpl.yaml': pod('four', ''),
      'k8s/keep/.netgraphignore': '!c.tmpl.yaml\n',
      '.netgraph.yaml': 'exclude: [vendor/, "*.tmpl.yaml"]',
    });
    const { stdout } = await run('analyze k8s -o json');
    const { endpoints } = JSON.parse(stdout) as { endpoints: { name?: string }[] };
    expect(endpoints.flatMap(({ name }) => name ?? [])).toEqual(['four', 'one']);
    expect((await run('list k8s/c.tmpl.yaml -o jsonl')).stdout).toContain('three');
  });

  it('suppresses, until its last day', async () => {
    write({
      'a.yaml': UNNAMED,
      'conf/.keep': '',
      '.netgraph.yaml': 'suppress:\n  - { rules: [NG101], name: lonely, reason: soon, until: 2026-11-25 }\n',
    });
    expect(rules((await run('analyze a.yaml', '2026-11-25')).stdout)).toEqual([]);
    const later = await run('analyze a.yaml', '2026-11-26');
    expect(rules(later.stdout)).toEqual(['NG010 warning', 'NG101 warning']);
    expect(later.stdout).toContain(
      '.netgraph.yaml:2:5 warning NG010 unused-suppression: the suppression ended on 2026-11-25',
    );
    const { findings } = JSON.parse((await run('analyze a.yaml -o json', '2026-11-25')).stdout) as {
      findings: object[];
    };
    expect(findings).toMatchObject([{ rule: 'NG101', suppression: { source: 'configuration', reason: 'soon' } }]);
  });

  it('is not read as a manifest', async () => {
    write({
      'a.yaml': UNNAMED,
      '.netgraph.yaml': '{}',
      '.netgraph-baseline.json': '{"schemaVersion":1,"findings":[]}',
    });
    const { summary } = JSON.parse((await run('analyze . -o json')).stdout) as { summary: object };
    expect(summary).toMatchObject({ files: 1, documents: 1, skipped: [] });
  });
});

describe('wrong configuration is wrong usage', () => {
  it.each<[name: string, files: Record<string, string>, line: string, told: string]>([
    [
      'a setting that is not there',
      { '.netgraph.yaml': 'failOn: error\nexclued: []\n' },
      'analyze a.yaml',
      'error: .netgraph.yaml:2:1: there is no setting "exclued" here\nhint: did you mean exclude?\n',
    ],
    [
      'in every command',
      { '.netgraph.yaml': 'exclued: []' },
      'list a.yaml',
      'error: .netgraph.yaml:1:1: there is no setting "exclued" here\nhint: did you mean exclude?\n',
    ],
    ['broken YAML', { '.netgraph.yaml': 'failOn: [\n' }, 'analyze a.yaml', 'error: .netgraph.yaml:'],
    [
      'two documents',
      { '.netgraph.yaml': '{}\n---\n{}\n' },
      'analyze a.yaml',
      'error: .netgraph.yaml: more than one document\n',
    ],
    [
      'two files',
      { '.netgraph.yaml': '', '.netgraph.json': '{}' },
      'analyze a.yaml',
      'error: .netgraph.yaml and .netgraph.json: two configurations in one folder\n',
    ],
    ['a file that is not there', {}, 'analyze a.yaml --config none.yaml', 'error: none.yaml: cannot be read'],
    ['a rule that is not there', {}, 'analyze a.yaml --rule NG102x=off', 'error: there is no rule "NG102x"\n'],
    [
      'a severity that is not there',
      {},
      'analyze a.yaml --rule NG101=fatal',
      'error: --rule NG101=fatal: give RULE=off|on|error|warning|info\n',
    ],
    ['a rule without a severity', {}, 'analyze a.yaml --rule NG101', 'error: --rule NG101: give RULE='],
    [
      'a rule that cannot be chosen away',
      {},
      'analyze a.yaml --rule yaml-syntax=off',
      'error: --rule yaml-syntax=off: NG002 says that something was not read\n',
    ],
    [
      'an option before a wrong file',
      { '.netgraph.yaml': 'exclued: []' },
      'analyze a.yaml --default-namespace A',
      'error: "A" is no namespace\n',
    ],
  ])('%s', async (_, files, line, told) => {
    write({ 'a.yaml': UNNAMED, ...files });
    const { code, stdout, stderr } = await run(line);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
  });

  it('but an empty file says nothing', async () => {
    write({ 'a.yaml': UNNAMED, '.netgraph.yaml': '# nothing yet\n' });
    expect((await run('analyze a.yaml')).code).toBe(0);
  });
});

describe('netgraph config', () => {
  it('says which file is in effect', async () => {
    write({ 'k8s/a.yaml': '', '.netgraph.yaml': '{}' });
    expect(await run('config k8s')).toEqual({ code: 0, stdout: '.netgraph.yaml\n', stderr: '' });
    expect((await run('config k8s --no-config')).stdout).toBe('no configuration file\n');
    expect((await run('config --config k8s/none.yaml')).code).toBe(2);
  });

  it('prints what it comes to', async () => {
    write({ '.netgraph.yaml': 'rules: { ingress-not-isolated: off }\nexternal: { dns: [openshift] }\n' });
    expect((await run('config --print')).stdout).toBe(`# .netgraph.yaml
rules:
  NG101: 'off'
defaultNamespace: default
clusterDomain: cluster.local
external:
  namespaces: []
  dns:
    - namespace: openshift-dns
      labels:
        dns.operator.openshift.io/daemonset-dns: default
      ports:
        - 5353
  pods: []
podCIDRs: []
serviceCIDRs: []
nodeCIDRs: []
exclude: []
failOn: error
suppress: []
`);
    const { file, config } = JSON.parse((await run('config --print -o json')).stdout) as {
      file: string;
      config: object;
    };
    expect([file, config]).toMatchObject(['.netgraph.yaml', { rules: { NG101: 'off' } }]);
    expect((await run('config --print -o xml')).code).toBe(2);
  });
});
