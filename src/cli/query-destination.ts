import type { Analysis } from '../analysis.ts';
import { NetgraphError } from '../model/error.ts';
import { parseAddress } from '../model/ip-set.ts';
import { type Asked, findEndpoints, noneFound, type Port, seekEndpoints } from '../reach/index.ts';
import type { ServiceView } from '../services/index.ts';
import { type AskedName, parseAskedName, parseAskedPort } from './asked-name.ts';
import { parsePort } from './port-filter.ts';
import { type Destination, namedQuestions, type Question, type Questions, type Sought } from './query-by-name.ts';

const SERVICE_FIRST = /^(?:([-a-z0-9]+)\/)?(?:svc|service)\/([-a-z0-9]+)(?::(.+))?$/i;
const SERVICE_ID = /^([-a-z0-9]+)\/([-a-z0-9]+)\[service\](?::(.+))?$/i;

/** `svc/api`, `shop/svc/api` and `shop/api[Service]`, each with or without a port. */
function explicitService(text: string, namespace: string | undefined): Sought | undefined {
  const [, home = namespace, name, port] = SERVICE_FIRST.exec(text) ?? SERVICE_ID.exec(text) ?? [];
  if (name === undefined) return undefined;
  const [number, protocol] = port?.split('/') ?? [];
  return {
    type: 'service',
    text: port === undefined ? text : text.slice(0, -port.length - 1),
    namespace: home,
    name,
    asked: number === undefined ? {} : parseAskedPort(number, protocol),
  };
}

/** A Service by an address that it has. */
function serviceAt({ overview }: Analysis, { host, asked }: AskedName): Sought | undefined {
  const address = parseAddress(host);
  const has = ({ resource }: ServiceView): boolean => address !== undefined && resource.clusterIPs.includes(address);
  const ref = address === undefined ? undefined : overview.catalog.services.find(has)?.resource.ref;
  return ref === undefined
    ? undefined
    : { type: 'service', text: host, namespace: ref.namespace, name: ref.name, asked };
}

/** The port asked for twice has to be the same: one of the two would not be answered. */
function merged({ text, portText }: Destination, { port, protocol }: AskedName['asked']): AskedName['asked'] {
  if (portText === undefined) return { ...(port === undefined ? {} : { port }), ...(protocol && { protocol }) };
  const given = parsePort(portText);
  // Without a protocol, it is whichever the Service has.
  const wanted = portText.includes('/') ? given : { port: given.port };
  if (port === undefined) return wanted;
  if (port === given.port && (protocol ?? given.protocol) === given.protocol)
    return { ...wanted, ...(protocol && { protocol }) };
  throw new NetgraphError(`--port ${portText} is not the port of --to ${text}`, 'give the port once');
}

const between = (sources: readonly Asked[], found: readonly Asked[], port: Port | undefined): Question[] =>
  sources.flatMap((from) => found.map((to) => (port === undefined ? { from, to } : { from, to, port })));

/**
 * What to ask about `--to`. Endpoints and addresses come first; otherwise it is a Service, or a name that is looked up as
 * each source would, and the question is asked for each pod behind it, on the port where that pod listens.
 */
export function questionsTo(sources: readonly Asked[], destination: Destination): Questions {
  const { analysis, text, portText, namespace } = destination;
  const named = parseAskedName(text);
  const service = explicitService(text, namespace) ?? (named === undefined ? undefined : serviceAt(analysis, named));
  const resolver = analysis.overview.names;
  const ask = (sought: Sought, whyNoEndpoint?: NetgraphError): Questions =>
    namedQuestions(
      sources,
      { ...sought, asked: merged(destination, sought.asked) },
      { ...destination, resolver, whyNoEndpoint },
    );
  if (service !== undefined) return ask(service);

  const isAddress = named !== undefined && parseAddress(named.host) !== undefined;
  if (isAddress) {
    const { port, protocol = 'TCP' } = merged(destination, named.asked);
    if (typeof port === 'string') throw new NetgraphError(`--to ${text}: an address has no port names`);
    const found = findEndpoints(analysis.reachability, named.host);
    return {
      questions: between(sources, found, port === undefined ? undefined : { protocol, port }),
      breaks: [],
      notes: [],
    };
  }
  const found = seekEndpoints(analysis.reachability, text, namespace);
  if (found.length > 0)
    return {
      questions: between(sources, found, portText === undefined ? undefined : parsePort(portText)),
      breaks: [],
      notes: [],
    };
  const none = noneFound(analysis.reachability, text);
  if (named === undefined) throw none;
  return ask({ type: 'host', ...named }, none);
}
