import type { ServicePort } from '../cluster/index.ts';
import type { Location } from '../model/location.ts';
import type { Protocol } from '../model/protocol.ts';
import type { Endpoint, Port } from '../reach/index.ts';
import type { Backend, ServicePortView, ServiceView, Unresolved } from './service-view.ts';

/** The port of a connection as a client writes it. Nothing: every port that there is. */
export interface AskedPort {
  readonly port?: number | string;
  /** Absent: whichever has such a port, TCP first. */
  readonly protocol?: Protocol;
}

/** Why the way ends, and where that is written. */
export interface Break {
  readonly type: 'no-such-port' | 'no-backends' | 'not-translated';
  /** A sentence without a full stop, for people. */
  readonly message: string;
  readonly location?: Location;
}

/** A pod behind a name, and the port on which policies see the connection; without a port, any. */
export interface Hop {
  readonly backend: Backend;
  readonly port?: Port;
}

/** What becomes of one port of a name: where the connection arrives. */
export interface Translation {
  /** Absent: a pod by its address. */
  readonly service?: ServiceView;
  /** The Service's port; absent where the name leads to pods themselves, whose ports need not be the Service's. */
  readonly view?: ServicePortView;
  /** Where the client connects; absent: any port. */
  readonly port?: Port;
  readonly hops: readonly Hop[];
  /** Pods that the Service selects and leaves out, because they have no port of the name. */
  readonly unresolved: readonly Unresolved[];
  /** Pods that the name leads to and that do not listen on the port: connections to them fail. */
  readonly silent: readonly Endpoint[];
  /** Where the Service says so. */
  readonly location?: Location;
  readonly problem?: Break;
}

export const portText = ({ port, protocol, name }: Pick<ServicePort, 'port' | 'protocol' | 'name'>): string =>
  `${port}${protocol === 'TCP' ? '' : `/${protocol}`}${name === undefined ? '' : ` (${name})`}`;

export const askedText = ({ port, protocol }: AskedPort): string =>
  `${port ?? 'any'}${protocol === undefined || protocol === 'TCP' ? '' : `/${protocol}`}`;

/** Whether a Service's port is the one asked for, by number or by name. */
export const isAsked = ({ port: own }: ServicePortView, { port, protocol }: AskedPort): boolean =>
  own !== undefined && (own.port === port || own.name === port) && (protocol ?? own.protocol) === own.protocol;

/** The port asked for. One number may have several protocols: TCP comes first. */
export function findServicePort({ ports }: ServiceView, asked: AskedPort): ServicePortView | undefined {
  const found = ports.filter((view) => isAsked(view, asked));
  return found.find(({ port }) => port?.protocol === 'TCP') ?? found[0];
}

/** A translation that leads to nothing. */
export const NOWHERE = { hops: [], unresolved: [], silent: [] } as const satisfies Partial<Translation>;

export const hopOf = (backend: Backend, protocol: Protocol): Hop =>
  backend.port === undefined ? { backend } : { backend, port: { protocol, port: backend.port } };
