import type { Peer, Rule } from '../../policy/index.ts';

const isEverybody = (peer: Peer): boolean => {
  if (peer.type === 'addresses') return peer.block.wholeFamily;
  if (peer.type !== 'pods' || peer.namespaces.type === 'name') return false;
  return peer.namespaces.selector.requirements.length === 0 && peer.pods.requirements.length === 0;
};

/** A rule of an admin policy that denies every pod, or every address: the default deny of a whole cluster. */
export const deniesEverybody = ({ action, peers, ports }: Rule): boolean =>
  action === 'deny' && ports === 'any' && (peers === 'anyone' || peers.some(isEverybody));
