import { hostsOfUrls } from '../manifest/urls.ts';
import { NetgraphError } from '../model/error.ts';
import { parseAddress } from '../model/ip-set.ts';
import { isProtocol, MAX_PORT } from '../model/protocol.ts';
import type { AskedPort } from '../services/index.ts';

/** A host and a port as people write them. */
export interface AskedName {
  /** Lower case. */
  readonly host: string;
  readonly asked: AskedPort;
}

const FORM = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_](?:[-a-z0-9_.]{0,251}[a-z0-9_])?\.?))(?::([^/]*)(?:\/(\w+))?)?$/;
const PORT_NAME = /^(?=.*[a-z])[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

function parseNumberOrName(text: string): number | string {
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_PORT) return Number(text);
  if (PORT_NAME.test(text)) return text;
  throw new NetgraphError(`"${text}" is no port`, `a number from 1 to ${MAX_PORT}, or what a Service calls its port`);
}

/** What follows a host: `80`, `http`, `53/UDP`. */
export function parseAskedPort(text: string, protocolText?: string): AskedPort {
  const port = parseNumberOrName(text);
  if (protocolText === undefined) return { port };
  const protocol = protocolText.toUpperCase();
  if (isProtocol(protocol)) return { port, protocol };
  throw new NetgraphError(`"${protocolText}" is no protocol`, 'the protocol is TCP, UDP or SCTP');
}

/**
 * Reads `api`, `api.shop:80`, `api:http`, `dns:53/UDP`, `http://api/path`, `[2001:db8::7]:80`. Undefined for what names no
 * host, such as `shop/web`. Of a URL only host and port are kept, so that no message repeats a password.
 */
export function parseAskedName(text: string): AskedName | undefined {
  if (text.includes('://')) {
    const [url] = hostsOfUrls(text);
    // A reference to a variable is no host yet.
    if (url === undefined || url.host.includes('$') || typeof url.port === 'string') return undefined;
    return { host: url.host.toLowerCase(), asked: url.port === undefined ? {} : { port: url.port } };
  }
  // An IPv6 address without brackets has no port.
  if (parseAddress(text) !== undefined) return { host: text.toLowerCase(), asked: {} };
  const [, address, name, port, protocol] = FORM.exec(text.toLowerCase()) ?? [];
  const host = address ?? name;
  if (host === undefined) return undefined;
  return { host, asked: port === undefined ? {} : parseAskedPort(port, protocol) };
}
