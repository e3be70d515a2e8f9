import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { analyze, type Analysis, connections, portsText } from '../../src/index.ts';

const cwd = join(import.meta.dirname, '../..');
const FILE = 'samples/shop/db/network-policy.yaml';
const text = readFileSync(join(cwd, FILE), 'utf8');
const workload = `apiVersion: v1
kind: Pod
metadata: { name: db-0, namespace: shop, labels: { app.kubernetes.io/name: db } }
spec: { containers: [{ name: db, image: none, ports: [{ name: postgres, containerPort: 5432 }] }] }
`;
const objects = [text, workload].flatMap((one) => parseAllDocuments(one)).map((one): unknown => one.toJS());

const mapOf = ({ reachability }: Analysis): string[] =>
  [...connections(reachability)].map(({ from, to, ports }) => `${from.id} > ${to.id} ${portsText(ports)}`);

describe('the library', () => {
  it('gives the same for objects as for their texts', () => {
    const fromTexts = analyze({
      texts: [
        { file: FILE, text },
        { file: 'pod.yaml', text: workload },
      ],
    });
    const fromObjects = analyze({ documents: objects });
    expect(mapOf(fromTexts)).toContain('shop/db-0[Pod] > shop/db-0[Pod] all ports');
    expect(mapOf(fromTexts)).not.toContain('external/0 > shop/db-0[Pod] all ports');
    expect(mapOf(fromObjects)).toEqual(mapOf(fromTexts));
  });

  it('places a problem in an object by its number', () => {
    const { problems } = analyze({ documents: [...objects, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 7 } }] });
    expect(problems.map(({ rule, location }) => [rule, location?.line])).toEqual([['NG007', objects.length + 1]]);
  });

  it('reads standard input for the path -', () => {
    const analysis = analyze({ paths: ['-'] }, { cwd, stdin: () => workload });
    expect(analysis.summary.workloads).toBe(1);
  });
});
