import { describe, expect, it } from 'vitest';
import { runOn } from './on-manifests.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  containers: [{name: web, ports: [{containerPort: 80}]}]
`;
/** Nothing that is read of a Secret, or of the status of a pod, is broken here. */
const BROKEN_SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: b\n';
const BROKEN_STATUS = `${POD}status:\n  note: {a: b, a: c}\n`;

describe('--reader', () => {
  const run = runOn({
    'pod.yaml': POD,
    'anchor.yaml': POD.replace('{app: web}', '&l {app: web}').replace(': web,', ': api,'),
  });

  it('says how many documents the slow reader was given', async () => {
    const { stderr } = await run('list . -q --timings');
    expect(stderr).toContain('1 document for the slow reader');
    expect((await run('list . -q --timings --reader slow')).stderr).toContain('2 documents for the slow reader');
  });

  it('gives the same result either way', async () => {
    const [fast, slow] = [await run('list . -q -o json'), await run('list . -q -o json --reader slow')];
    expect(fast.code).toBe(0);
    expect(slow).toEqual(fast);
  });

  it('knows two readers', async () => {
    const { code, stderr } = await run('list . --reader quick');
    expect(code).toBe(2);
    expect(stderr).toContain('fast');
  });
});

describe('--strict-yaml', () => {
  const run = runOn({ 'secret.yaml': BROKEN_SECRET, 'pod.yaml': BROKEN_STATUS });

  it('finds errors in what is not read', async () => {
    expect((await run('list . -q')).code).toBe(0);
    const { code, stderr } = await run('list . -q --strict-yaml');
    expect(code).toBe(3);
    expect(stderr).toContain('pod.yaml:7:16 error NG002');
    expect(stderr).toContain('secret.yaml');
  });
});
