import type { Mention } from '../cluster/index.ts';
import type { Origin } from '../model/location.ts';
import type { ServiceVariable } from './service-variables.ts';
import type { ServiceView } from './service-view.ts';

/** A host that the configuration of a workload names, every reference resolved, before anybody looks it up. */
export interface ToldHost {
  readonly host: string;
  readonly port?: number;
  readonly scheme?: string;
  readonly isExplicit: boolean;
  /** Set where a variable of a Service gives its address: no name is looked up. */
  readonly service?: ServiceView;
  readonly mention: Mention;
  /** The object that says it. */
  readonly origin: Origin;
  readonly source: string;
}

/** What is known of one setting. Neither hosts nor port: its value may be anything. */
export interface KnownSetting {
  readonly hosts: readonly ToldHost[];
  readonly port?: number;
}

/** What a name stands for in `$(NAME)`. */
export type Lookup = (name: string) => KnownSetting | ServiceVariable | undefined;

/** Where a mention stands. */
export type Saying = Pick<ToldHost, 'origin' | 'source'>;

const WHOLE = /^\$\(([^()]+)\)$/;
const REFERENCE = /\$\(([^()]+)\)/g;

const isVariable = (found: KnownSetting | ServiceVariable): found is ServiceVariable => 'form' in found;

/** The one host that a setting names; several leave open which is meant. */
const soleHost = ({ hosts }: KnownSetting): ToldHost | undefined => (hosts.length === 1 ? hosts[0] : undefined);

/** How a client calls a Service of which it has the address. */
const serviceName = ({ resource: { ref } }: ServiceView): string => `${ref.name}.${ref.namespace ?? ''}.svc`;

type Place = Pick<ToldHost, 'host' | 'port' | 'scheme' | 'service'>;

function placeOf(found: KnownSetting | ServiceVariable): Place | undefined {
  if (!isVariable(found)) return soleHost(found);
  const { service, port, form } = found;
  if (form === 'host') return { service, host: serviceName(service) };
  return form === 'url' && port !== undefined ? { service, host: serviceName(service), port: port.port } : undefined;
}

/** A host of several parts: `$(NAME).$(NAMESPACE).svc`. An address is no part of one. */
function joined(host: string, lookup: Lookup): Place | undefined {
  const parts = new Map<string, string>();
  for (const [, name = ''] of host.matchAll(REFERENCE)) {
    const found = lookup(name);
    const sole = found === undefined || isVariable(found) ? undefined : soleHost(found);
    if (sole === undefined || sole.service !== undefined) return undefined;
    parts.set(name, sole.host);
  }
  return { host: host.replace(REFERENCE, (_, name: string) => parts.get(name) ?? '') };
}

function hostPlace(host: string, lookup: Lookup): Place | undefined {
  if (!host.includes('$(')) return { host };
  const name = WHOLE.exec(host)?.[1];
  if (name === undefined) return joined(host, lookup);
  const found = lookup(name);
  return found === undefined ? undefined : placeOf(found);
}

function portOf(port: Mention['port'], lookup: Lookup): number | undefined {
  if (typeof port !== 'string') return port;
  const found = lookup(WHOLE.exec(port)?.[1] ?? '');
  if (found === undefined) return undefined;
  if (!isVariable(found)) return found.port;
  return found.form === 'port' ? found.port?.port : undefined;
}

/** A mention with its references resolved; undefined where what they stand for is not known. */
export function toldHost(mention: Mention, saying: Saying, lookup: Lookup): ToldHost | undefined {
  const place = hostPlace(mention.host, lookup);
  if (place === undefined) return undefined;
  const port = portOf(mention.port, lookup) ?? place.port;
  const scheme = mention.scheme ?? place.scheme;
  return {
    host: place.host,
    isExplicit: mention.isExplicit,
    mention,
    origin: saying.origin,
    source: saying.source,
    ...(port === undefined ? {} : { port }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(place.service === undefined ? {} : { service: place.service }),
  };
}
