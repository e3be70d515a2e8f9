import type { Workload } from '../cluster/index.ts';
import type { Labels } from '../model/labels.ts';
import type { Place } from '../model/location.ts';
import { objectId, qualifiedName } from '../model/object-ref.ts';
import type { Protocol } from '../model/protocol.ts';
import { declarationPlace, runningContainers } from './container-conflicts.ts';
import type { PortConflict } from './port-conflicts.ts';
import { listText } from './list-text.ts';

/** A port of the node that the pods of a workload claim. */
interface Claim {
  readonly workload: Workload;
  readonly protocol: Protocol;
  readonly port: number;
  /** Empty: every address of the node. */
  readonly address: string;
  readonly place: Place;
}

const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

const NO_CLAIMS: readonly Claim[] = [];

/** Few do. */
function mayClaim({ hostNetwork, template }: Workload): boolean {
  if (hostNetwork) return true;
  for (const { ports } of template.containers)
    for (const { hostPort } of ports) if (hostPort !== undefined) return true;
  return false;
}

/** On the host network every declared port is one of the node (semantics §1.17). */
function claimsOf(workload: Workload): readonly Claim[] {
  // Scaled down to nothing, it claims nothing.
  if (workload.replicas === 0 || !mayClaim(workload)) return NO_CLAIMS;
  const claims: Claim[] = [];
  for (const container of runningContainers(workload))
    for (const [index, { hostPort, port, protocol, hostIP = '' }] of container.ports.entries()) {
      const claimed = hostPort ?? (workload.hostNetwork ? port : undefined);
      if (claimed === undefined) continue;
      const address = EVERY_ADDRESS.has(hostIP) ? '' : hostIP;
      const place = declarationPlace(workload, container, index);
      claims.push({ workload, protocol, port: claimed, address, place });
    }
  return claims;
}

/** The nodes that its pods run on, where the input says it of each. */
function nodesOf({ nodeName, pods }: Workload): readonly string[] | undefined {
  if (pods.length === 0) return nodeName === undefined ? undefined : [nodeName];
  const names = pods.flatMap((pod) => pod.nodeName ?? []);
  return names.length === pods.length ? names : undefined;
}

function exclude(one: Labels | undefined, other: Labels | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return [...one].some(([key, value]) => other.has(key) && other.get(key) !== value);
}

/** Two claims on one node clash, unless they are for two addresses of it. */
const clash = (one: Claim, other: Claim): boolean =>
  objectId(one.workload.ref) !== objectId(other.workload.ref) &&
  (one.address === '' || other.address === '' || one.address === other.address) &&
  // What node affinity demands is not read: the two may be kept apart by it.
  one.workload.template.hasNodeAffinity === undefined &&
  other.workload.template.hasNodeAffinity === undefined &&
  !exclude(one.workload.template.nodeSelector, other.workload.template.nodeSelector);

/** Earlier claims of one port, found by where their pods may run. */
class Claims {
  readonly #all: Claim[] = [];
  readonly #anywhere: Claim[] = [];
  readonly #onNode = new Map<string, Claim[]>();

  add(claim: Claim): void {
    this.#all.push(claim);
    const nodes = nodesOf(claim.workload);
    if (nodes === undefined) this.#anywhere.push(claim);
    for (const node of nodes ?? []) {
      const there = this.#onNode.get(node);
      if (there === undefined) this.#onNode.set(node, [claim]);
      else there.push(claim);
    }
  }

  firstAgainst(claim: Claim): Claim | undefined {
    const nodes = nodesOf(claim.workload);
    const isRival = (other: Claim): boolean => clash(claim, other);
    if (nodes === undefined) return this.#all.find(isRival);
    for (const node of nodes) {
      const rival = this.#onNode.get(node)?.find(isRival);
      if (rival !== undefined) return rival;
    }
    return this.#anywhere.find(isRival);
  }
}

const claimText = ({ protocol, port }: Claim): string => `${protocol} ${port}`;

/** Workloads that may share a node, each against the first that claims the same port of it. */
export function claimedByTwo(workloads: readonly Workload[]): PortConflict[] {
  const claims = new Map<string, Claims>();
  return workloads.flatMap(claimsOf).flatMap((claim): PortConflict[] => {
    const key = claimText(claim);
    const earlier = claims.get(key) ?? new Claims();
    claims.set(key, earlier);
    const rival = earlier.firstAgainst(claim);
    earlier.add(claim);
    if (rival === undefined) return [];
    const { workload } = claim;
    const both = `${qualifiedName(rival.workload.ref)} and ${qualifiedName(workload.ref)}`;
    return [
      {
        type: 'host-port',
        message: `${both} both claim ${key} of their nodes, so no node can run both`,
        workload,
        subject: key,
        place: claim.place,
        related: [{ message: `the claim of ${objectId(rival.workload.ref)}`, ...rival.place }],
      },
    ];
  });
}

const NO_CONFLICTS: readonly PortConflict[] = [];

/** Pods that are known to run on nodes of their own have found room. */
const areApart = (nodes: readonly string[] | undefined, replicas: number): boolean =>
  nodes !== undefined && new Set(nodes).size === replicas;

/** A DaemonSet has one pod on each node, so only of other kinds do the replicas stand in each other's way. */
export function claimedByReplicas(workload: Workload): readonly PortConflict[] {
  const { ref, replicas } = workload;
  const claims = replicas < 2 || ref.kind === 'DaemonSet' ? NO_CLAIMS : claimsOf(workload);
  const [first] = claims;
  if (first === undefined || areApart(nodesOf(workload), replicas)) return NO_CONFLICTS;
  const ports = listText([...new Set(claims.map(claimText))]);
  return [
    {
      type: 'host-port-replicas',
      message: `${replicas} replicas claim ${ports} of their nodes, so no two of them fit on one node`,
      workload,
      subject: 'replicas',
      place: first.place,
      related: [],
    },
  ];
}
