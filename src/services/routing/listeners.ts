import type { Cluster, GatewayListener, GatewayResource, ListenerSetResource } from '../../cluster/index.ts';
import { groupBy } from '../../model/group-by.ts';
import { objectId, qualifiedName } from '../../model/object-ref.ts';
import { admitsNamespace, allowedText } from './allowed-namespaces.ts';
import { listenerClaims } from './listener-claims.ts';

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** A listener, and the object that it stands in. */
export interface Listener extends GatewayListener {
  readonly owner: GatewayResource | ListenerSetResource;
}

/** A Gateway or ListenerSet as routes find it. */
export interface ListenerOwner {
  /** How messages call it: `Gateway infra/web`. */
  readonly name: string;
  readonly resource: GatewayResource | ListenerSetResource;
  /** The id of the Gateway that serves the listeners. */
  readonly gatewayId: string;
  readonly listeners: readonly Listener[];
  /** Why its Gateway does not take it, or that there is none. */
  readonly refusal?: Refusal;
}

/** Why listeners have no effect. */
interface Refusal {
  readonly type: 'not-attached' | 'parent-missing';
  readonly message: string;
}

export interface ListenerTable {
  /** Gateways and ListenerSets, by their ids. */
  readonly owners: ReadonlyMap<string, ListenerOwner>;
  /** For each listener that is not accepted because of another, that other. */
  readonly rivals: ReadonlyMap<Listener, Listener>;
}

/** `Gateway infra/web` */
export const ownerName = ({ ref }: ListenerOwner['resource']): string => `${ref.kind} ${qualifiedName(ref)}`;

const listenersOf = (owner: ListenerOwner['resource']): Listener[] =>
  owner.listeners.map((listener) => ({ ...listener, owner }));

/** Why a ListenerSet adds nothing to the Gateway that it names. */
function refusalOf(
  set: ListenerSetResource,
  gateway: GatewayResource | undefined,
  cluster: Cluster,
): Refusal | undefined {
  const { group, kind, namespace, name } = set.parent;
  if (group !== GATEWAY_GROUP || kind !== 'Gateway')
    return { type: 'not-attached', message: `its parent is a ${kind}, and only a Gateway can be one` };
  if (gateway === undefined)
    return cluster.namespaces.has(namespace)
      ? { type: 'parent-missing', message: `Gateway ${namespace}/${name} is not in the input` }
      : undefined;
  const own = set.ref.namespace ?? '';
  if (admitsNamespace(gateway.allowedListeners, gateway.ref.namespace, own, cluster)) return undefined;
  const admitted = allowedText(gateway.allowedListeners, gateway.ref.namespace);
  return { type: 'not-attached', message: `the allowedListeners of Gateway ${namespace}/${name} admit ${admitted}` };
}

/** Of listeners that clash in one Gateway none is accepted; those of ListenerSets give way to those before them. */
function rivalsAmong(owners: readonly ListenerOwner[]): [Listener, Listener][] {
  const before = listenerClaims();
  return owners.flatMap(({ listeners }) => {
    const own = listenerClaims();
    for (const listener of listeners) own.add(listener);
    const rivals = listeners.flatMap((listener): [Listener, Listener][] => {
      const rival = before.rivalOf(listener) ?? own.rivalOf(listener);
      return rival === undefined ? [] : [[listener, rival]];
    });
    for (const listener of listeners) before.add(listener);
    return rivals;
  });
}

/** Every listener that routes may attach to, and which of them clash. */
export function findListeners(cluster: Cluster): ListenerTable {
  const gateways = new Map(cluster.gateways.map((gateway) => [qualifiedName(gateway.ref), gateway]));
  const owners = [
    ...cluster.gateways.map((resource): ListenerOwner => ({
      name: ownerName(resource),
      resource,
      gatewayId: objectId(resource.ref),
      listeners: listenersOf(resource),
    })),
    ...cluster.listenerSets.map((resource): ListenerOwner => {
      const { namespace, name } = resource.parent;
      const refusal = refusalOf(resource, gateways.get(`${namespace}/${name}`), cluster);
      return {
        name: ownerName(resource),
        resource,
        gatewayId: objectId({ kind: 'Gateway', namespace, name }),
        listeners: listenersOf(resource),
        ...(refusal === undefined ? {} : { refusal }),
      };
    }),
  ];
  const serving = owners.filter(({ refusal }) => refusal === undefined);
  const together = [...groupBy(serving, ({ gatewayId }) => gatewayId).values()];
  return {
    owners: new Map(owners.map((owner) => [objectId(owner.resource.ref), owner])),
    rivals: new Map(together.flatMap(rivalsAmong)),
  };
}
