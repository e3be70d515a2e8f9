import { contains } from '../model/intervals.ts';
import { cidrSet } from '../model/ip-set.ts';
import { once } from '../model/remember.ts';

/** Unspecified, loopback, link-local and link-local multicast, of both families. */
const BLOCKS = [
  '0.0.0.0/32',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/24',
  '::/128',
  '::1/128',
  'fe80::/10',
  'ff02::/16',
];

const special = once(() => cidrSet(BLOCKS));

/** Whether an address means something else on each machine, so that no Service can lead to it (semantics §1.13). */
export const isSpecialAddress = (address: bigint): boolean => contains(special(), address);
