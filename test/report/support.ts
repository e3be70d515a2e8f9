import { buildCluster } from '../../src/cluster/index.ts';
import { PLAIN_POD } from '../../src/manifest/pod-template.ts';
import type { Resource } from '../../src/manifest/resource.ts';
import { compilePolicies } from '../../src/policy/index.ts';
import { computeReachability, type Reachability } from '../../src/reach/index.ts';
import { origin } from '../support/random-cluster.ts';

export const reachabilityOf = (resources: readonly Resource[]): Reachability => {
  const cluster = buildCluster(resources);
  return computeReachability(cluster, compilePolicies(cluster));
};

/** A Deployment that no decoder would let through: its name and label are whatever is given. */
export const deployment = (name: string, namespace = 'shop', file = 'shop.yaml'): Resource => ({
  type: 'workload',
  apiVersion: 'apps/v1',
  origin: origin(file),
  ref: { kind: 'Deployment', namespace, name },
  template: {
    labels: new Map([['app', name]]),
    ports: [],
    hostNetwork: false,
    serviceAccountName: 'default',
    ...PLAIN_POD,
  },
  objectLabels: { all: new Map() },
  templatePath: ['spec', 'template'],
  replicas: 1,
});

export const text = (chunks: Iterable<string>): string => [...chunks].join('');

/** A small RFC 4180 reader. */
export function parseCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < csv.length) {
    if (csv[at] !== '"') throw new Error(`a field at ${at} is not quoted`);
    let field = '';
    for (at += 1; csv[at] !== '"' || csv[at + 1] === '"'; at += 1) {
      if (at >= csv.length) throw new Error('a quote is not closed');
      field += csv.charAt(at);
      if (csv[at] === '"') at += 1;
    }
    row.push(field);
    at += 1;
    if (csv[at] === ',') at += 1;
    else if (csv.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`neither comma nor end of line at ${at}`);
  }
  return rows;
}
