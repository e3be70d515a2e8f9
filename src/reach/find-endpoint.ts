import { intersection } from '../model/intervals.ts';
import { NetgraphError } from '../model/error.ts';
import { ipBlock, parseAddress } from '../model/ip-set.ts';
import { objectId, qualifiedName } from '../model/object-ref.ts';
import type { Endpoint, WorkloadEndpoint } from './endpoint.ts';
import { endpointName } from './endpoint.ts';
import type { Reachability } from './reachability.ts';

/** An endpoint, and how the user called it. */
export interface Asked {
  readonly text: string;
  readonly endpoint: Endpoint;
}

/** A pod or node with this very address, otherwise the addresses outside that it belongs to. */
function byAddress({ endpoints, addresses }: Reachability, address: bigint, text: string): Asked[] {
  const inside = endpoints.filter((endpoint) => endpoint.addresses.includes(address));
  const found = inside.length > 0 ? inside : [addresses.endpointAt(address)].flatMap((endpoint) => endpoint ?? []);
  return found.map((endpoint) => ({
    text: inside.length > 0 ? `${endpointName(endpoint)} (${text})` : text,
    endpoint,
  }));
}

/** Every group of addresses outside that a range touches. */
const byRange = ({ addresses }: Reachability, set: readonly bigint[], text: string): Asked[] =>
  addresses.endpoints
    .filter((endpoint) => intersection(endpoint.set, set).length > 0)
    .map((endpoint) => ({ text: `${text} (${endpointName(endpoint)})`, endpoint }));

const isCalled = (endpoint: WorkloadEndpoint, text: string, namespace: string | undefined): boolean => {
  const { ref, id, variant } = endpoint;
  const names = [id, objectId(ref), qualifiedName(ref), `${ref.namespace ?? ''}/${ref.kind}/${ref.name}`];
  if (variant !== undefined) names.push(`${ref.namespace ?? ''}/${variant}`);
  if (namespace === undefined || namespace === ref.namespace) {
    names.push(ref.name, `${ref.kind}/${ref.name}`, `${ref.kind.toLowerCase()}/${ref.name}`);
    if (variant !== undefined) names.push(variant);
  }
  return names.includes(text);
};

const SHOWN = 8;

export function noneFound({ endpoints }: Reachability, text: string): NetgraphError {
  const bare = text.slice(text.lastIndexOf('/') + 1).replace(/\[.*$/, '');
  const alike = endpoints.filter((endpoint) => endpoint.type === 'workload' && endpoint.ref.name.includes(bare));
  const all = alike.length > 0 ? alike : endpoints.filter(({ type }) => type === 'workload');
  const names = all.slice(0, SHOWN).map(endpointName).join(', ');
  const hint =
    all.length === 0 ? 'the input holds no workload' : `there is: ${names}${all.length > SHOWN ? ', …' : ''}`;
  return new NetgraphError(`nothing is called "${text}" here`, hint);
}

/** The endpoints of that name, none where there are none; a name that may mean several is an error. */
export function seekEndpoints(reachability: Reachability, text: string, namespace?: string): Asked[] {
  const found = reachability.endpoints.filter((endpoint) => {
    if (endpoint.id === text) return true;
    if (endpoint.type === 'node') return endpoint.nodeNames.has(text);
    return endpoint.type === 'workload' && isCalled(endpoint, text, namespace);
  });
  const owners = new Set(
    found.map((endpoint) => (endpoint.type === 'workload' ? objectId(endpoint.ref) : endpoint.id)),
  );
  if (owners.size > 1)
    throw new NetgraphError(`"${text}" may be any of ${[...owners].join(', ')}`, 'write it as namespace/name[Kind]');
  return found.map((endpoint) => ({ text: endpointName(endpoint), endpoint }));
}

/**
 * What a user may call an endpoint: `name`, `namespace/name`, the id of `netgraph list`, a node, an address or a CIDR. More
 * than one comes back for the variants of one workload and for a CIDR that policies cut. Otherwise a name must be clear.
 */
export function findEndpoints(reachability: Reachability, text: string, namespace?: string): Asked[] {
  const address = parseAddress(text);
  if (address !== undefined) return byAddress(reachability, address, text);
  const range = ipBlock(text);
  if (range !== undefined) return byRange(reachability, range.set, text);
  const found = seekEndpoints(reachability, text, namespace);
  if (found.length === 0) throw noneFound(reachability, text);
  return found;
}
