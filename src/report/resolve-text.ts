import { addressText } from '../model/ip-set.ts';
import type { Location } from '../model/location.ts';
import { type Assumption, endpointName, type Port, type QueryAnswer } from '../reach/index.ts';
import { askedText, type HopAnswer, hopText, type PortPath, type ResolvedPath } from '../services/index.ts';
import { assumptionLines } from './assumption-text.ts';
import { commandFree, visible } from './escape.ts';
import { placeInFile } from './problem-text.ts';
import { stretchLines } from './query-text.ts';
import type { Style } from './style.ts';

const WORDS: Readonly<Record<ResolvedPath['status'], string>> = {
  allowed: 'ALLOWED',
  'partly-blocked': 'PARTLY BLOCKED',
  blocked: 'BLOCKED',
  'no-such-name': 'NO SUCH NAME',
  'no-such-port': 'NO SUCH PORT',
  outside: 'ALLOWED',
  'outside-blocked': 'BLOCKED',
};

/** What works; everything else makes the exit code 1. */
export const isOpen = (status: ResolvedPath['status']): boolean => status === 'allowed' || status === 'outside';

const painted = (status: ResolvedPath['status'], style: Style): string =>
  style.strong((isOpen(status) ? style.good : style.bad)(WORDS[status]));

const at = (location: Location | undefined): string => (location === undefined ? '' : ` (${placeInFile(location)})`);

const number = ({ protocol, port }: Port): string => `${protocol} ${port}`;

const askedName = ({ host, asked }: ResolvedPath): string =>
  asked.port === undefined ? host : `${host}:${askedText(asked)}`;

function* nameLines({ host, resolution }: ResolvedPath): Generator<string> {
  const { tried, records, outside } = resolution;
  yield `Name: ${visible(host)}\n`;
  const found = records[0]?.name ?? outside;
  for (const name of tried)
    if (name !== found)
      yield `  ${visible(name)}: nothing in the cluster
`;
  for (const { name, type, value, location } of records)
    yield `  ${visible(`${name}: ${type}, ${value}`)}${at(location)}\n`;
}

function* targetLines({ resolution: { target, outside } }: ResolvedPath): Generator<string> {
  if (outside !== undefined) yield `Outside the cluster: ${visible(outside)}\n`;
  if (target === undefined) return;
  if (target.type === 'address') {
    const owner = target.endpoint === undefined ? 'of no pod in the input' : endpointName(target.endpoint);
    yield `Address: ${visible(`${addressText(target.address)}, ${owner}`)}\n`;
    return;
  }
  const { resource, id } = target.service;
  const type = resource.headless ? 'headless' : resource.serviceType;
  const local = !resource.headless && resource.internalTrafficPolicy === 'Local';
  yield `Service: ${visible(`${id}, ${type}`)}${at(resource.origin.locate([]))}\n`;
  if (local)
    yield `  Only pods on the client's own node are asked${at(resource.origin.locate(['spec', 'internalTrafficPolicy']))}.\n`;
  if (target.type === 'pod') yield `Pod: ${visible(target.podName)}\n`;
}

/** What the Service makes of the port that the client connects to. */
function portText({ service, view, port, hops }: PortPath): string {
  const own = view?.port;
  if (service?.resource.headless === true) {
    const numbers = [...new Set(hops.flatMap((hop) => (hop.port === undefined ? [] : number(hop.port))))];
    const name = own?.name === undefined || port !== undefined ? '' : ` (${own.name})`;
    if (port !== undefined) return `${number(port)} on the pods themselves`;
    return numbers.length === 0 ? `any, on the pods themselves` : `${numbers.join(', ')}${name} on the pods themselves`;
  }
  if (own !== undefined) {
    const name = own.name === undefined ? '' : ` (${own.name})`;
    return `${number(own)}${name} → target port ${own.targetPort}`;
  }
  return port === undefined ? 'any' : number(port);
}

const indented = (answer: QueryAnswer, style: Style): string[] =>
  [...stretchLines(answer, style)]
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `  ${line}\n`);

const word = ({ allowed }: QueryAnswer, style: Style): string =>
  allowed ? style.good('allowed') : style.bad('denied');

/** `3 pods, 75% of the connections`; nothing where one pod answers alone. */
function shareText({ backend: { replicas, share } }: HopAnswer): string {
  if (replicas === 1 && share === 1) return '';
  const part = share === 1 ? '' : `, ${Math.round(share * 100)}% of the connections`;
  return `, ${replicas} pod${replicas === 1 ? '' : 's'}${part}`;
}

function declaredText({ backend, port, declaredAt }: HopAnswer): string {
  if (declaredAt !== undefined) return ` (declared at ${placeInFile(declaredAt)})`;
  return port === undefined || backend.isDeclared ? '' : ' (declared by no container)';
}

function* hopLines(hop: HopAnswer, style: Style): Generator<string> {
  const on = hop.port === undefined ? 'any port' : number(hop.port);
  yield `  ${visible(hopText(hop))} on ${on}${declaredText(hop)}${shareText(hop)}: ${word(hop.answer, style)}\n`;
  yield* indented(hop.answer, style);
}

function* portLines(path: PortPath, style: Style): Generator<string> {
  const { problem, unresolved, silent, view, location, service } = path;
  // A port that the Service does not have is told by the problem alone.
  if (problem?.type !== 'no-such-port') yield `Port: ${visible(portText(path))}${at(location)}\n`;
  const own = view?.port;
  if (service?.resource.headless === true && path.port === undefined && own !== undefined)
    if (path.hops.some(({ port }) => port?.port !== own.port))
      yield `  A headless Service translates no ports: clients must not use ${own.port}.\n`;
  for (const { endpoint, reason } of unresolved) {
    const why = reason === 'other-protocol' ? `is not ${own?.protocol ?? 'TCP'} there` : 'is no port of it';
    yield `  ${visible(`${endpointName(endpoint)} is left out: ${String(own?.targetPort)} ${why}`)}\n`;
  }
  for (const endpoint of silent)
    yield `  ${visible(endpointName(endpoint))} does not listen there: ${style.bad('connections fail')}\n`;
  for (const hop of path.hops) yield* hopLines(hop, style);
  if (problem !== undefined) yield `${style.bad('Ends here')}: ${visible(problem.message)}${at(problem.location)}\n`;
}

/** The way of a connection step by step, from the name to a verdict for each backend; where it breaks, that comes last. */
export function* resolveText(path: ResolvedPath, assumptions: readonly Assumption[], style: Style): Generator<string> {
  const { from, status, problem, ports, outside, resolution } = path;
  yield `${commandFree(`${painted(status, style)}  ${visible(`${endpointName(from)} → ${askedName(path)}`)}`)}\n\n`;
  yield* nameLines(path);
  yield* targetLines(path);
  for (const port of ports) yield* portLines(port, style);
  for (const answer of outside) {
    const on = answer.port === undefined ? 'any port' : number(answer.port);
    yield `  ${visible(answer.to.text)} on ${on}: ${word(answer, style)}\n`;
    yield* indented(answer, style);
  }
  if (resolution.outside !== undefined && resolution.problem !== undefined)
    yield `Not inside the cluster: ${visible(resolution.problem)}\n`;
  if (problem !== undefined) yield `${style.bad('Ends here')}: ${visible(problem.message)}${at(problem.location)}\n`;
  if (assumptions.length === 0) return;
  yield `\n${style.strong('This rests on what the manifests do not say:')}\n`;
  yield* assumptionLines(assumptions, style);
}
