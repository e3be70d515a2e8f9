import { parseAddress } from '../model/ip-set.ts';
import { OBJECT_NAME, type Syntax } from './syntax.ts';

const WILDCARD = '*.';

const isHostName = (text: string): boolean => text === text.toLowerCase() && OBJECT_NAME.test(text);

const withoutWildcard = (text: string): string => (text.startsWith(WILDCARD) ? text.slice(WILDCARD.length) : text);

/** A DNS name in lower case. What looks like an IPv4 address is one too (semantics §1.12). */
export const HOST_NAME: Syntax = {
  test: isHostName,
  demand: 'a DNS name: lower-case letters, digits, "-" or "."',
};

/** What an `ExternalName` points at: upper case is let pass, for DNS does not tell it from lower case. */
export const EXTERNAL_NAME: Syntax = {
  test: (text) => OBJECT_NAME.test(text.endsWith('.') ? text.slice(0, -1) : text),
  demand: 'a DNS name: letters, digits, "-" or "."',
};

/** A host that requests are matched with: no address, no port, and a wildcard only as the whole first label. */
export const REQUEST_HOST: Syntax = {
  test: (text) => isHostName(withoutWildcard(text)) && parseAddress(text) === undefined,
  demand: 'a DNS name in lower case, without port, whose whole first part may be "*"; it may be no IP address',
};
