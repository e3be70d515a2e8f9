import { parseAddress } from '../model/ip-set.ts';

/** A host and maybe a port, as a setting writes them. */
export interface HostPort {
  readonly host: string;
  readonly port?: number | string;
}

const REFERENCE = '\\$\\([A-Za-z_][\\w.-]*\\)';
const REFERENCE_OR_CAPITAL = new RegExp(`${REFERENCE}|[A-Z]+`, 'g');
const SHAPE = new RegExp(
  `^(?:\\[([0-9A-Fa-f:.]+)\\]|((?:[A-Za-z0-9.-]|${REFERENCE})+))(?::([0-9]{1,5}|${REFERENCE}))?$`,
);
const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const DNS_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*\\.?$`);
/** What ends in a number is a version, a time or an address, and no name. */
const NUMBER_LAST = /(?:^|\.)[0-9]+\.?$/;
const CLUSTER_NAME = /\.svc(?:\.|$)|\.cluster\.local\.?$/;
const INSIDE_POD = /^(?:localhost|(?:.+\.)?localhost\.?|localhost\.localdomain|127(?:\.[0-9]+){3}|::1?|0\.0\.0\.0)$/;
const LONGEST = 253;

export const isReference = (text: string): boolean => text.includes('$(');

/** The host of a text that is one: a DNS name, an address, or something that references are still to be put into. */
function readHost(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  if (isReference(text))
    return text.replace(REFERENCE_OR_CAPITAL, (found) => (found.startsWith('$') ? found : found.toLowerCase()));
  const host = text.toLowerCase();
  const isName = DNS_NAME.test(host) && !NUMBER_LAST.test(host);
  return isName || parseAddress(host) !== undefined ? host : undefined;
}

function readPortText(text: string): number | string | undefined {
  if (isReference(text)) return text;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : undefined;
}

/** Reads `host`, `host:port`, `[address]:port` or an address; undefined where the text is none of these. */
export function readHostPort(text: string): HostPort | undefined {
  if (text.length > LONGEST + 100) return undefined;
  const match = SHAPE.exec(text);
  // An IPv6 address without brackets has no port.
  if (match === null) return parseAddress(text) === undefined ? undefined : { host: text.toLowerCase() };
  const host = readHost(match[1] ?? match[2] ?? '');
  if (host === undefined) return undefined;
  if (match[3] === undefined) return { host };
  const port = readPortText(match[3]);
  return port === undefined ? undefined : { host, port };
}

/** The pod talks to itself: no policy has a say. */
export const isInsidePod = (host: string): boolean => INSIDE_POD.test(host);

/** A name that only the cluster's DNS can have. */
export const isClusterName = (host: string): boolean => CLUSTER_NAME.test(host);

export const isAddress = (host: string): boolean => parseAddress(host) !== undefined;
