import type { Analysis } from '../../src/analysis.ts';
import { analyze } from '../../src/index.ts';
import { portsText } from '../../src/model/port-set.ts';
import { type Endpoint, findEndpoints, query, type QueryAnswer } from '../../src/reach/index.ts';

/** Analyzes YAML text as if it stood in `manifests.yaml`. */
export const analyzeText = (...texts: string[]): Analysis =>
  analyze({ texts: texts.map((text, i) => ({ file: i === 0 ? 'manifests.yaml' : `manifests-${i}.yaml`, text })) });

const found = (analysis: Analysis, name: string): Endpoint => {
  const [first, ...others] = findEndpoints(analysis.reachability, name);
  if (first === undefined || others.length > 0) throw new Error(`${name} is not one endpoint`);
  return first.endpoint;
};

/** What one may reach on the other, as people read it: `TCP 80`, `all ports`, `no port`. */
export function reach(analysis: Analysis, from: string, to: string): string {
  const { reachability } = analysis;
  return portsText(reachability.portsOf(reachability.connection(found(analysis, from), found(analysis, to))));
}

export function ask(analysis: Analysis, from: string, to: string, port?: QueryAnswer['port']): QueryAnswer {
  const { reachability } = analysis;
  const asked = (text: string): { text: string; endpoint: Endpoint } => ({ text, endpoint: found(analysis, text) });
  return query(reachability, asked(from), asked(to), port);
}

/** A pod in one line of YAML. */
export const pod = (name: string, labels: string, more = ''): string => {
  const [namespace, own] = name.includes('/') ? name.split('/') : ['default', name];
  return `---
apiVersion: v1
kind: Pod
metadata: { name: ${own ?? ''}, namespace: ${namespace ?? ''}, labels: { ${labels} } }
spec: { containers: [{ name: main, image: none${more} }] }
`;
};

/** A NetworkPolicy whose spec is given as flow YAML. */
export const policy = (name: string, spec: string): string => {
  const [namespace, own] = name.includes('/') ? name.split('/') : ['default', name];
  return `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${own ?? ''}, namespace: ${namespace ?? ''} }
spec: { ${spec} }
`;
};

export const namespace = (name: string, labels: string): string => `---
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`;
