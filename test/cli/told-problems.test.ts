import { describe, expect, it } from 'vitest';
import { workspace } from './configured.ts';

/** `spec.podSelectors` is no field of a NetworkPolicy: NG008. */
const policy = (comment = ''): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {}
  podSelectors: {}${comment}
`;

const LINES = ['list', 'query --from shop/web --to shop/web', 'services'];

describe.each(LINES)('what `%s` tells of the input', (line) => {
  const { write, run } = workspace();
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: []}\n';
  const stderrOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
    write({ 'pod.yaml': pod, ...files });
    const [command, ...rest] = line.split(' ');
    return (await run([command, '.', ...rest].join(' '))).stderr;
  };

  it('is what is wrong', async () => {
    expect(await stderrOf({ 'policy.yaml': policy() })).toContain('policy.yaml:6:3 warning NG008');
  });

  it('is not what somebody suppressed', async () => {
    const stderr = await stderrOf({ 'policy.yaml': policy(' # netgraph-ignore NG008: the next version knows it') });
    expect(stderr).not.toContain('NG008');
  });

  it('has the severity that the user gave it', async () => {
    const files = { 'policy.yaml': policy(), '.netgraph.yaml': 'rules: {NG008: error}\n' };
    expect(await stderrOf(files)).toContain('policy.yaml:6:3 error NG008');
  });

  it('is what could not be read, whatever anybody says', async () => {
    const broken = `# netgraph-ignore NG002: never mind\n${policy()}  x: [\n`;
    expect(await stderrOf({ 'policy.yaml': broken })).toContain('error NG002');
  });
});
