import { addressText } from '../model/ip-set.ts';
import { portsByProtocol } from '../model/port-set.ts';
import type { Assumption, QueryAnswer } from '../reach/index.ts';
import type { HopAnswer, PortPath, ResolvedPath } from '../services/index.ts';
import { backendData } from './backend-json.ts';
import { json } from './escape.ts';
import { jsonItems } from './json-items.ts';
import { SCHEMA_VERSION } from './list-json.ts';
import { explanationData } from './query-json.ts';

const answerData = ({ allowed, ports, explanations }: QueryAnswer): object => ({
  allowed,
  ports: portsByProtocol(ports),
  explanations: explanations.map(explanationData),
});

const hopData = ({ backend, port, declaredAt, answer }: HopAnswer): unknown => ({
  ...(backendData(backend) as object),
  protocol: port?.protocol,
  declaredAt,
  ...answerData(answer),
});

const portData = ({ status, port, view, location, hops, unresolved, silent, problem }: PortPath): unknown => ({
  status,
  port: port?.port ?? view?.port?.port,
  protocol: port?.protocol ?? view?.port?.protocol,
  name: view?.port?.name,
  targetPort: view?.port?.targetPort,
  location,
  backends: hops.map(hopData),
  unresolved: unresolved.map(({ endpoint, reason }) => ({ endpoint: endpoint.id, reason })),
  silent: silent.map(({ id }) => id),
  problem,
});

/** What the name leads to inside the cluster. */
function targetData({ resolution: { target } }: ResolvedPath): object {
  if (target === undefined) return {};
  if (target.type === 'address') return { address: addressText(target.address), endpoint: target.endpoint?.id };
  const { resource, id } = target.service;
  const type = resource.serviceType;
  const service = { id, type, headless: resource.headless, location: resource.origin.locate([]) };
  return { service, pod: target.type === 'pod' ? target.podName : undefined };
}

/** The members of the object before its last ones, each of which is a list. */
const head = (path: ResolvedPath): [string, unknown][] => [
  ['schemaVersion', SCHEMA_VERSION],
  ['name', path.host],
  ['port', path.asked.port],
  ['from', path.from.id],
  ['status', path.status],
  ...Object.entries(targetData(path)),
  ['outside', path.resolution.outside],
  ['problem', path.problem],
  ['tried', path.resolution.tried],
];

/** The way of a connection as data. */
export function* resolveJson(path: ResolvedPath, assumptions: readonly Assumption[]): Generator<string> {
  yield '{\n';
  for (const [key, value] of head(path)) if (value !== undefined) yield `  "${key}": ${json(value)},\n`;
  const lists: [string, readonly unknown[]][] = [
    ['records', path.resolution.records],
    ['ports', path.ports.map(portData)],
    [
      'external',
      path.outside.map((answer) => ({ to: answer.to.endpoint.id, text: answer.to.text, ...answerData(answer) })),
    ],
    ['assumptions', assumptions.map(({ id, message, setting, affected }) => ({ id, message, setting, affected }))],
  ];
  for (const [index, [key, items]] of lists.entries()) {
    yield `  "${key}": [`;
    yield* jsonItems(items.map(json));
    yield index === lists.length - 1 ? ']\n' : '],\n';
  }
  yield '}\n';
}
