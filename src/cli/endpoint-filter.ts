import { NetgraphError } from '../model/error.ts';
import { contains, intersection } from '../model/intervals.ts';
import { ipBlock, type IpSet, parseAddress } from '../model/ip-set.ts';
import { objectId, qualifiedName } from '../model/object-ref.ts';
import { matches } from '../model/selector.ts';
import { type Endpoint, isProxy } from '../reach/index.ts';
import { globMatcher } from '../model/glob.ts';
import { looksLikeSelector, parseSelector } from './label-selector.ts';

export type EndpointFilter = (endpoint: Endpoint) => boolean;

/** The word for all addresses outside the cluster. */
const OUTSIDE = 'external';

const NAME = /^[-A-Za-z0-9_.:*?/[\]]+$/;

/** Addresses outside that overlap the range, and pods and nodes that are known to have an address in it. */
const byAddress =
  (set: IpSet): EndpointFilter =>
  (endpoint) =>
    endpoint.type === 'external'
      ? intersection(endpoint.set, set).length > 0
      : endpoint.addresses.some((address) => contains(set, address));

/** A bare name is sought in every namespace; with a slash or a kind it is the qualified name or the id. */
function namesOf(endpoint: Endpoint): string[] {
  if (endpoint.type === 'external' || isProxy(endpoint)) return [endpoint.id];
  if (endpoint.type === 'node') return [endpoint.id, ...endpoint.nodeNames];
  const { id, ref, variant } = endpoint;
  const names = [id, objectId(ref), qualifiedName(ref), ref.name];
  return variant === undefined ? names : [...names, variant, `${ref.namespace ?? ''}/${variant}`];
}

function byName(text: string): EndpointFilter {
  const isMeant = globMatcher(text);
  const isQualified = /[/[]/.test(text);
  return (endpoint) => namesOf(endpoint).some((name) => /[/[]/.test(name) === isQualified && isMeant(name));
}

/**
 * What `--from` and `--to` mean: `web`, `shop/web`, `shop/*`, `shop/web[Deployment]`, a label selector (`app=web,!canary`),
 * an address or CIDR, or `external`. Label selectors match workloads only.
 */
export function endpointFilter(text: string): EndpointFilter {
  if (text === OUTSIDE) return ({ type }) => type === 'external';
  const address = parseAddress(text);
  const set = address === undefined ? ipBlock(text)?.set : [address, address + 1n];
  if (set !== undefined) return byAddress(set);
  if (looksLikeSelector(text)) {
    const selector = parseSelector(text);
    return (endpoint) => endpoint.type === 'workload' && matches(selector, endpoint.labels);
  }
  if (NAME.test(text)) return byName(text);
  throw new NetgraphError(
    `"${text}" names no endpoint`,
    'give a name, namespace/name, a glob (shop/*), a label selector (app=web), an address, a CIDR, or external',
  );
}
