import type { Analysis } from '../../src/analysis.ts';
import { placeLocation } from '../../src/model/location.ts';
import { problemLevel, problemText } from '../../src/services/index.ts';
import type { PortAccess, PortProblem, PortReport, ServicePortView, ServiceReport } from '../../src/services/index.ts';
import { endpointName } from '../../src/reach/index.ts';

/** A Service in one line of YAML; the spec is flow YAML. */
export const service = (name: string, spec: string, more = ''): string => {
  const [namespace, own] = name.includes('/') ? name.split('/') : ['default', name];
  return `---
apiVersion: v1
kind: Service
metadata: { name: ${own ?? ''}, namespace: ${namespace ?? ''}${more} }
spec: { ${spec} }
`;
};

/** All that is said of a port, side by side. */
export type FlatPort = ServicePortView & PortAccess & { readonly problems: readonly PortProblem[] };

export const flat = ({ view, access, problems }: PortReport): FlatPort => ({
  ...view,
  ...access,
  problems: problems(),
});

export function serviceOf({ overview }: Analysis, id: string): ServiceReport {
  const found = overview.services.find(({ service: view }) => view.id === id);
  if (found === undefined) throw new Error(`there is no Service ${id}`);
  return found;
}

/** The first port, or the one of that number. */
export function portOf(analysis: Analysis, id: string, number?: number): FlatPort {
  const found = serviceOf(analysis, id).ports.find(({ view }) => number === undefined || view.port?.port === number);
  if (found === undefined) throw new Error(`${id} has no port ${number ?? ''}`);
  return flat(found);
}

/** `default/a:8080 50%, default/b:9090 50%` */
export const backendsText = ({ backends }: ServicePortView): string =>
  backends
    .map(({ endpoint, port, share }) => `${endpointName(endpoint)}:${port ?? 'any'} ${Math.round(share * 100)}%`)
    .join(', ');

export const problemsText = ({ problems }: FlatPort): string[] =>
  problems.map((problem) => {
    const { line, column } = placeLocation(problem.place);
    return `${line}:${column} ${problemLevel(problem)}: ${problemText(problem)}`;
  });
