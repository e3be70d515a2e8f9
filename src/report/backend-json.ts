import { addressText } from '../model/ip-set.ts';
import type { Backend, ClientAccess } from '../services/index.ts';

/** A part of the whole, short and the same on every machine. */
export const shareValue = (share: number): number => Math.round(share * 10_000) / 10_000;

export const backendData = ({ endpoint, address, port, replicas, share, isDeclared }: Backend): unknown => ({
  endpoint: endpoint.id,
  address: address === undefined ? undefined : addressText(address),
  port,
  replicas,
  share: shareValue(share),
  declared: isDeclared,
});

/** A backend by its name alone, where it has been described before. */
export const backendKey = ({ endpoint, address, port }: Backend): unknown => ({
  endpoint: endpoint.id,
  address: address === undefined ? undefined : addressText(address),
  port,
});

export const accessData = ({ client, open, closed }: ClientAccess): unknown => ({
  client: client.id,
  open: open.map(backendKey),
  closed: closed.map(backendKey),
});
