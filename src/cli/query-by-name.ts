import type { Analysis } from '../analysis.ts';
import { NetgraphError } from '../model/error.ts';
import { parseAddress } from '../model/ip-set.ts';
import { type Asked, endpointName, type Port } from '../reach/index.ts';
import type { QueryBreak, Via } from '../report/index.ts';
import {
  askedText,
  type Client,
  clientOf,
  type Hop,
  hopText,
  type NameResolver,
  type Resolution,
  type Translation,
  translations,
} from '../services/index.ts';
import type { AskedName } from './asked-name.ts';

/** One question between two ends, and how a name led to it. */
export interface Question {
  readonly from: Asked;
  readonly to: Asked;
  readonly port?: Port;
  readonly via?: Via;
}

export interface Questions {
  readonly questions: readonly Question[];
  /** Names that lead to no pod. */
  readonly breaks: readonly QueryBreak[];
  /** What the answers do not show: pods that a Service leaves out, say. */
  readonly notes: readonly string[];
}

export interface Destination {
  readonly analysis: Analysis;
  /** As given with `--to`. */
  readonly text: string;
  /** As given with `--port`. */
  readonly portText: string | undefined;
  /** Where short names are looked for. */
  readonly namespace: string | undefined;
}

/** What `--to` names when it is no endpoint. A Service is meant as such, whoever asks; a host is looked up by the client. */
export type Sought = { readonly asked: AskedName['asked'] } & (
  | {
      readonly type: 'service';
      /** As written, without the port. */
      readonly text: string;
      readonly namespace: string | undefined;
      readonly name: string;
    }
  | { readonly type: 'host'; readonly host: string }
);

interface Context extends Destination {
  readonly resolver: NameResolver;
  /** Set where a bare name might have been an endpoint too. */
  readonly whyNoEndpoint: NetgraphError | undefined;
}

/** A client that only has the search list of its namespace: the Service itself is meant, not how somebody finds it. */
const PLAIN_CLIENT: Client = { namespace: '', dnsPolicy: 'ClusterFirst', hostNetwork: false, searches: [] };

/** Who cannot look a name up, and what can be asked instead. */
function lookUp({ text, endpoint }: Asked, sought: Sought, { resolver, text: to }: Context): Resolution {
  if (endpoint.type === 'external')
    throw new NetgraphError(
      `${text} is outside the cluster, where --to ${to} means nothing`,
      'name the workload behind it, or ask netgraph services how a Service is open to the outside',
    );
  if (sought.type === 'service') {
    const own = endpoint.type === 'workload' ? endpoint.namespace.name : undefined;
    const namespace = sought.namespace ?? own;
    if (namespace === undefined)
      throw new NetgraphError(`the namespace of ${to} is not known`, `write it as namespace/${sought.name}[Service]`);
    return resolver.resolve(`${sought.name}.${namespace}.svc.${resolver.zone}.`, PLAIN_CLIENT);
  }
  if (endpoint.type === 'workload') return resolver.resolve(sought.host, clientOf(endpoint));
  throw new NetgraphError(
    `${text} is no workload: how it looks names up is not known`,
    'name the Service: --to svc/name',
  );
}

/** The name is wrong, so there is nothing to ask. */
function unresolved(resolution: Resolution, { text, whyNoEndpoint }: Context): NetgraphError {
  const { problem = 'nothing in the cluster has the name' } = resolution;
  const isBare = whyNoEndpoint !== undefined && !/[.:]/.test(text);
  return isBare
    ? new NetgraphError(`${whyNoEndpoint.message}: ${problem}`, whyNoEndpoint.hint)
    : new NetgraphError(`--to ${text}: ${problem}`);
}

/** The name with its port, as one would write both; of a URL only the host. */
function askedName(sought: Sought): Pick<Via, 'asked' | 'hasPort'> {
  const name = sought.type === 'host' ? sought.host : sought.text;
  if (sought.asked.port === undefined) return { asked: name, hasPort: false };
  const host = parseAddress(name) !== undefined && name.includes(':') ? `[${name}]` : name;
  return { asked: `${host}:${askedText(sought.asked)}`, hasPort: true };
}

function viaOf(sought: Sought, { target }: Resolution, { service, view, port, location }: Translation, hop: Hop): Via {
  const at = location ?? service?.resource.origin.locate([]);
  const own = view?.port ?? port;
  return {
    ...askedName(sought),
    ...(service === undefined ? {} : { service: service.id, isHeadless: service.resource.headless }),
    ...(target?.type === 'pod' ? { podName: target.podName } : {}),
    ...(own === undefined ? {} : { port: { protocol: own.protocol, port: own.port } }),
    ...(hop.port === undefined ? {} : { targetPort: hop.port }),
    ...(at === undefined ? {} : { location: at }),
  };
}

const leftOut = ({ service, unresolved, silent, view }: Translation): string[] => [
  ...unresolved.map(
    ({ endpoint }) =>
      `${endpointName(endpoint)} has no port ${String(view?.port?.targetPort)}, so Service ${service?.id ?? ''} leaves it out`,
  ),
  ...silent.map(
    (endpoint) => `${endpointName(endpoint)} is behind Service ${service?.id ?? ''} and does not listen on the port`,
  ),
];

/** Every group of addresses outside, where the name leads there. */
function outsideQuestions(from: Asked, sought: Sought, outside: string, { records }: Resolution, context: Context) {
  const { port, protocol = 'TCP' } = sought.asked;
  if (typeof port === 'string')
    throw new NetgraphError(
      `--to ${context.text}: ${outside} is outside the cluster, where port ${port} needs its number`,
    );
  const location = records[0]?.location;
  const asked = port === undefined ? {} : { port: { protocol, port } };
  const via: Via = {
    ...askedName(sought),
    outside,
    ...(port === undefined ? {} : { targetPort: { protocol, port } }),
    ...(location === undefined ? {} : { location }),
  };
  const { endpoints } = context.analysis.reachability.addresses;
  return endpoints.map((endpoint): Question => ({
    from,
    to: { text: endpointName(endpoint), endpoint },
    ...asked,
    via,
  }));
}

/** Follows a name from one source to the pods that answer to it. */
function questionsFrom(from: Asked, sought: Sought, context: Context): Questions {
  const resolution = lookUp(from, sought, context);
  const { target, outside } = resolution;
  if (target === undefined) {
    if (outside === undefined) throw unresolved(resolution, context);
    return { questions: outsideQuestions(from, sought, outside, resolution, context), breaks: [], notes: [] };
  }
  const found = translations(target, sought.asked, context.analysis.reachability);
  const wrong = found.find(({ problem }) => problem?.type === 'no-such-port')?.problem;
  if (wrong !== undefined) throw new NetgraphError(`--to ${context.text}: ${wrong.message}`);
  return {
    questions: found.flatMap((translation) =>
      translation.hops.map((hop): Question => {
        const to: Asked = { text: hopText(hop), endpoint: hop.backend.endpoint };
        const via = viaOf(sought, resolution, translation, hop);
        return hop.port === undefined ? { from, to, via } : { from, to, port: hop.port, via };
      }),
    ),
    breaks: found.flatMap(({ problem }) =>
      problem === undefined
        ? []
        : [
            {
              from: from.text,
              to: askedName(sought).asked,
              message: problem.message,
              ...(problem.location === undefined ? {} : { location: problem.location }),
            },
          ],
    ),
    notes: found.flatMap(leftOut),
  };
}

/** A Service or a host that `--to` names, asked for from each source. */
export function namedQuestions(sources: readonly Asked[], sought: Sought, context: Context): Questions {
  const all = sources.map((from) => questionsFrom(from, sought, context));
  return {
    questions: all.flatMap(({ questions }) => questions),
    breaks: all.flatMap(({ breaks }) => breaks),
    notes: [...new Set(all.flatMap(({ notes }) => notes))],
  };
}
