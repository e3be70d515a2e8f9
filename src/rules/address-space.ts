import { difference, intersection, union } from '../model/intervals.ts';
import { cidrSet, type IpSet, IPV4_SPACE } from '../model/ip-set.ts';
import { once } from '../model/remember.ts';
import type { Rule } from '../policy/index.ts';

/** Where pods, nodes and caches on nodes have their addresses: private use, shared, link-local, of both families. */
const privateSpace = once(() =>
  cidrSet([
    '10.0.0.0/8',
    '100.64.0.0/10',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    'fc00::/7',
    'fe80::/10',
  ]),
);

/** Never routed on the internet either: loopback, documentation, tests, multicast, what is reserved. */
const specialSpace = once(() =>
  cidrSet([
    '0.0.0.0/8',
    '127.0.0.0/8',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/3',
    '2001:db8::/32',
  ]),
);

/** The public addresses of each family. */
export const internet = once((): readonly IpSet[] =>
  [IPV4_SPACE, cidrSet(['2000::/3'])].map((space) => difference(space, union(privateSpace(), specialSpace()))),
);

/** Begins no later and ends no earlier than another set: most blocks are told apart by that. */
const spans = (set: IpSet, other: IpSet): boolean => {
  const [first, last] = [set[0], set.at(-1)];
  return first !== undefined && last !== undefined && first <= (other[0] ?? first) && last >= (other.at(-1) ?? last);
};

/** Holds the public addresses of at least one family, whatever private ones it leaves out. */
export const holdsInternet = (set: IpSet): boolean =>
  set.length > 0 && internet().some((space) => spans(set, space) && difference(space, set).length === 0);

/** An address of a pod or node may well lie in it. */
export const mayHoldClusterAddress = (set: IpSet): boolean => intersection(set, privateSpace()).length > 0;

/** The addresses that a rule names; undefined where it is for anyone. */
export function addressesOf({ peers }: Rule): IpSet | undefined {
  if (peers === 'anyone') return undefined;
  let all: IpSet = [];
  for (const peer of peers)
    if (peer.type === 'addresses') all = all.length === 0 ? peer.block.set : union(all, peer.block.set);
  return all;
}

/** For every public address, whether by a block or because it names nobody. */
export function isForInternet(rule: Rule): boolean {
  const addresses = addressesOf(rule);
  return addresses === undefined || holdsInternet(addresses);
}
