import { type Cluster, POD_NAME_LABEL, type Workload } from '../cluster/index.ts';
import { parseAddress } from '../model/ip-set.ts';
import { objectId } from '../model/object-ref.ts';
import type { Endpoint, Reachability, WorkloadEndpoint } from '../reach/index.ts';
import type { ServiceView } from './service-view.ts';

/** The address that a label of a name spells with dashes: `10-0-0-7`, `2001-db8--7`. */
export const dashedAddress = (label: string): bigint | undefined =>
  parseAddress(label.replaceAll('-', '.')) ?? parseAddress(label.replaceAll('-', ':'));

const isPod = (endpoint: Endpoint): endpoint is WorkloadEndpoint => endpoint.type === 'workload';

/** `db-2` is the third pod of a set called `db`, whether the set has so many or not. */
function isOrdinalOf({ ref }: Workload, host: string): boolean {
  const suffix = host.startsWith(`${ref.name}-`) ? host.slice(ref.name.length + 1) : '';
  return /^(?:0|[1-9]\d{0,8})$/.test(suffix);
}

const isSet = ({ ref }: Workload): boolean => ref.kind === 'StatefulSet';

/** The Service that the pods say they are named below. */
const governing = ({ serviceName, template }: Workload): string | undefined => serviceName ?? template.subdomain;

/** The pods of a StatefulSet as the input shows them: running ones, otherwise the ordinals of its replicas. */
function hasPod({ ref, pods, ordinals }: Workload, host: string): boolean {
  if (pods.length > 0) return pods.some(({ name }) => name === host);
  const ordinal = Number(host.slice(ref.name.length + 1));
  return ordinals !== undefined && ordinal >= ordinals.first && ordinal < ordinals.first + ordinals.count;
}

/** Whether a pod of the workload has this very name below the Service that governs it (semantics §1.1, §1.15). */
function isCalled(workload: Workload, host: string): boolean {
  const { ref, template } = workload;
  if (isSet(workload)) return isOrdinalOf(workload, host) && hasPod(workload, host);
  // Pods of an indexed Job are called like those of a set.
  return template.hostname === host || (ref.kind === 'Job' && isOrdinalOf(workload, host));
}

/** Where policies tell the pods of one workload apart: the endpoint that stands for the pod. */
function withPod(endpoints: readonly WorkloadEndpoint[], host: string): WorkloadEndpoint | undefined {
  const addressesIn = ({ workload }: WorkloadEndpoint): readonly bigint[] =>
    workload.pods.find(({ name }) => name === host)?.addresses ?? [];
  return (
    endpoints.find(({ variant, labels }) => variant === host || labels.get(POD_NAME_LABEL) === host) ??
    endpoints.find((endpoint) => addressesIn(endpoint).some((address) => endpoint.addresses.includes(address))) ??
    endpoints.find(({ variant }) => variant === undefined) ??
    endpoints[0]
  );
}

const SHOWN = 4;

const podsText = ({ ref, pods, ordinals }: Workload): string => {
  if (pods.length > 0 || ordinals === undefined)
    return pods.length > SHOWN ? `${pods.length} others` : pods.map(({ name }) => name).join(', ');
  const { first, count } = ordinals;
  if (count < 2) return count === 0 ? 'none' : `${ref.name}-${first}`;
  return `${ref.name}-${first} to ${ref.name}-${first + count - 1}`;
};

/** The endpoint behind a name below a headless Service, or why there is none. */
export type PodLookup = Endpoint | { readonly missing: string };

/** Finds pods by their names below headless Services. */
export function podNames(
  { workloads, serviceEndpoints }: Cluster,
  { addresses }: Reachability,
): (service: ServiceView, host: string) => PodLookup {
  const atAddress = ({ endpoints, ports }: ServiceView, address: bigint): Endpoint | undefined =>
    endpoints.find((endpoint) => endpoint.addresses.includes(address)) ??
    ports.flatMap(({ backends }) => backends).find((backend) => backend.address === address)?.endpoint;

  /** A host name that an EndpointSlice or Endpoints object gives to an address. */
  const written = (service: ServiceView, host: string): Endpoint | undefined => {
    const { ref, publishNotReadyAddresses } = service.resource;
    const found = serviceEndpoints
      .filter((list) => list.serviceName === ref.name && list.ref.namespace === ref.namespace && !list.isUnused)
      .flatMap((list) => list.endpoints)
      .find((each) => each.hostname === host && (each.isReady || publishNotReadyAddresses));
    return found === undefined ? undefined : (atAddress(service, found.address) ?? addresses.endpointAt(found.address));
  };

  /** A pod without a name of its own is called like its address. */
  const byAddress = (service: ServiceView, host: string): Endpoint | undefined => {
    const address = dashedAddress(host);
    const endpoint = address === undefined ? undefined : atAddress(service, address);
    const isNamed =
      endpoint !== undefined &&
      isPod(endpoint) &&
      governing(endpoint.workload) === service.resource.ref.name &&
      (isSet(endpoint.workload) || endpoint.workload.template.hostname !== undefined);
    return isNamed ? undefined : endpoint;
  };

  const whyMissing = ({ resource, id }: ServiceView, host: string): string => {
    const { namespace, name } = resource.ref;
    const own = workloads.filter(({ ref }) => ref.namespace === namespace);
    const set = own.find((workload) => isSet(workload) && isOrdinalOf(workload, host));
    if (set === undefined) return `no pod behind Service ${id} is called ${host}`;
    const setId = objectId(set.ref);
    const named = governing(set);
    if (named !== name)
      return `${setId} names its pods below ${named === undefined ? 'no Service' : `Service ${named}`}, not below ${name}`;
    return hasPod(set, host)
      ? `Service ${id} does not select the pods of ${setId}`
      : `${setId} has no pod ${host}; its pods are ${podsText(set)}`;
  };

  return (service, host) => {
    const { resource, id, endpoints } = service;
    if (!resource.headless) return { missing: `Service ${id} is not headless, so its pods have no names below it` };
    const called = endpoints
      .filter(isPod)
      .filter(({ workload }) => governing(workload) === resource.ref.name && isCalled(workload, host));
    const found = withPod(called, host) ?? written(service, host) ?? byAddress(service, host);
    return found ?? { missing: whyMissing(service, host) };
  };
}
