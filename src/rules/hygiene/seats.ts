import { contains, overlaps } from '../../model/intervals.ts';
import { remember } from '../../model/remember.ts';
import type { Peer } from '../../policy/index.ts';
import {
  type Endpoint,
  isPolicedPod,
  isProxy,
  matchesPeer,
  type Reachability,
  type Seat,
  type WorkloadEndpoint,
} from '../../reach/index.ts';
import { podIndex, type PodIndex } from '../pod-index.ts';
import { fact } from '../rule-context.ts';

/** Everybody that a rule may be for, each kind that policies can tell apart once. */
export interface Seats {
  readonly all: readonly Seat[];
  /** Pods that policies select, one of each kind. */
  readonly pods: PodIndex;
  /** Whom a peer matches. */
  readonly of: (peer: Peer | 'anyone') => readonly Seat[];
}

const seatsOf = (endpoint: Endpoint): Seat[] =>
  isProxy(endpoint) ? endpoint.identities.flatMap(seatsOf) : endpoint.faces.map((face) => ({ endpoint, face }));

function collect({ groups }: Reachability): Seats {
  const kinds = groups.flatMap(({ members }) => members.slice(0, 1));
  // Addresses outside are covered least often, so a look at them ends most questions.
  const all = [...kinds].sort((a, b) => Number(b.type === 'external') - Number(a.type === 'external')).flatMap(seatsOf);
  const seatsOfPod = new Map<WorkloadEndpoint, Seat[]>();
  for (const seat of all) {
    if (!isPolicedPod(seat.endpoint)) continue;
    seatsOfPod.set(seat.endpoint, [...(seatsOfPod.get(seat.endpoint) ?? []), seat]);
  }
  const everyPod = podIndex([...seatsOfPod.keys()]);
  const hasStrangers = kinds.some(isProxy);
  const unaddressed = all.filter(({ face }) => face.address === undefined);
  const addressed = all.filter(({ face }) => face.address !== undefined);

  const matching = (peer: Peer): readonly Seat[] => {
    if (peer.type === 'pods') return everyPod.find(peer).flatMap((pod) => seatsOfPod.get(pod) ?? []);
    const candidates =
      peer.type === 'addresses' && !peer.block.wholeFamily ? addressed : [...addressed, ...unaddressed];
    return candidates.filter(({ endpoint, face }) => matchesPeer(peer, endpoint, face));
  };
  const found = remember(matching);
  return {
    all,
    pods: hasStrangers ? podIndex(kinds.filter(isPolicedPod)) : everyPod,
    of: (peer) => (peer === 'anyone' ? all : found(peer)),
  };
}

/** Groups of the solution as seats: two endpoints of one group are the same to every policy. */
export const seats = fact(({ reachability }): Seats => collect(reachability));

/** Whether some of an endpoint's addresses lie in a set; of those outside, any. */
export const touches = ({ endpoint, face }: Seat, set: readonly bigint[]): boolean => {
  if (endpoint.type === 'external') return overlaps(endpoint.set, set);
  return face.address !== undefined && contains(set, face.address);
};
