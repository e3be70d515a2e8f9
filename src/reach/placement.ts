import { PairTable } from '../model/pair-table.ts';
import { type Bits, setBit } from './bits.ts';
import { type Endpoint, isNodeTraffic, isProxy, mayShareNode } from './endpoint.ts';
import type { KindId } from './projection.ts';

const namesOf = (endpoint: Endpoint): ReadonlySet<string> | undefined =>
  endpoint.type === 'external' || isProxy(endpoint) ? undefined : endpoint.nodeNames;

/** Numbers for keys in the order of first sight. */
function numbered(): (key: string) => KindId {
  const kinds = new Map<string, KindId>();
  return (key) => {
    const kind = kinds.get(key) ?? kinds.size;
    kinds.set(key, kind);
    return kind;
  };
}

const keyOf = (names: ReadonlySet<string>): string => [...names].sort().join();

/** Placement matters only against nodes and host-network pods whose nodes are known. */
export function placementReader(endpoints: readonly Endpoint[]): (endpoint: Endpoint) => KindId {
  const places = new Map<string, ReadonlySet<string>>();
  for (const endpoint of endpoints) {
    const names = namesOf(endpoint);
    if (isNodeTraffic(endpoint) && names !== undefined) places.set(keyOf(names), names);
  }
  if (places.size === 0) return () => 0;
  const setsOn = new Map<string, number[]>();
  for (const [id, names] of [...places.values()].entries())
    for (const name of names) {
      const sets = setsOn.get(name);
      if (sets === undefined) setsOn.set(name, [id]);
      else sets.push(id);
    }
  const kindOf = numbered();
  return (endpoint) => {
    const names = namesOf(endpoint);
    if (names === undefined) return kindOf('?');
    if (isNodeTraffic(endpoint)) return kindOf(`node ${keyOf(names)}`);
    const sets = new Set([...names].flatMap((name) => setsOn.get(name) ?? []));
    return kindOf(`pod ${[...sets].sort((a, b) => a - b).join()}`);
  };
}

/** Who may run on one node, for endpoints by number: each pair of placements is looked at once. */
export interface NodeSharing {
  /** The endpoints whose traffic is a node's. */
  readonly nodes: readonly number[];
  readonly isNode: Uint8Array;
  readonly mayShare: (first: number, second: number) => boolean;
}

/** Sets the bits of the nodes that a destination may run on: they always reach it, whatever policies say. */
export function setNodesOf(bits: Bits, { nodes, mayShare }: NodeSharing, destination: number): void {
  for (const source of nodes) if (mayShare(source, destination)) setBit(bits, source);
}

const OUTSIDE = 0;
const UNKNOWN = 1;

export function nodeSharing(endpoints: readonly Endpoint[]): NodeSharing {
  const kinds = new Map<string, number>();
  const placements = Uint32Array.from(endpoints, (endpoint) => {
    if (endpoint.type === 'external') return OUTSIDE;
    const names = namesOf(endpoint);
    if (names === undefined) return UNKNOWN;
    const key = keyOf(names);
    const kind = kinds.get(key) ?? UNKNOWN + 1 + kinds.size;
    kinds.set(key, kind);
    return kind;
  });
  const isNode = Uint8Array.from(endpoints, (endpoint) => (isNodeTraffic(endpoint) ? 1 : 0));
  const answers = new PairTable();
  return {
    nodes: [...isNode.keys()].filter((index) => isNode[index] === 1),
    isNode,
    mayShare(first, second) {
      const [a, b] = [placements[first] ?? OUTSIDE, placements[second] ?? OUTSIDE];
      const known = answers.get(a, b);
      if (known >= 0) return known === 1;
      const [from, to] = [endpoints[first], endpoints[second]];
      const answer = from !== undefined && to !== undefined && mayShareNode(from, to);
      answers.set(a, b, answer ? 1 : 0);
      return answer;
    },
  };
}
