import type { ServicePort } from '../../cluster/index.ts';
import type { Protocol } from '../../model/protocol.ts';
import { listText } from '../list-text.ts';
import type { ServicePortView, ServiceView } from '../service-view.ts';

/** A port as a route asks for it: by the Service's own number or name (semantics §1.18, §1.19). */
export interface AskedPort {
  readonly port: number | string;
  readonly protocol: Protocol;
}

export const findPort = ({ ports }: ServiceView, { port: asked, protocol }: AskedPort): ServicePortView | undefined =>
  ports.find(({ port }) => port?.protocol === protocol && (port.port === asked || port.name === asked));

const portText = ({ port, protocol, name }: ServicePort): string =>
  `${port}${protocol === 'TCP' ? '' : `/${protocol}`}${name === undefined ? '' : ` (${name})`}`;

/** Whether the pods listen there: people often write the container's port instead of the Service's. */
const isTarget = ({ port, backends }: ServicePortView, asked: number | string): boolean =>
  port?.targetPort === asked || backends.some((backend) => backend.port === asked);

/** Says what is asked for in vain, what there is, and which one was probably meant. */
export function missingPortText(view: ServiceView, { port: asked, protocol }: AskedPort): string {
  const owned = view.ports.flatMap(({ port }) => port ?? []);
  const known = owned.length === 0 ? 'it has none' : `it has ${listText(owned.map(portText))}`;
  if (owned.some(({ port, name }) => port === asked || name === asked))
    return `Service ${view.id} has no ${protocol} port ${asked}; ${known}`;
  const meant = view.ports.find((each) => isTarget(each, asked))?.port;
  const hint =
    meant === undefined
      ? ''
      : `; ${asked} is the target port of ${meant.port}, and a route names the Service's own port`;
  return `Service ${view.id} has no port ${asked}; ${known}${hint}`;
}
