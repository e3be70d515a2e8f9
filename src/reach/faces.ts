import { groupBy } from '../model/group-by.ts';
import { familyOf, type IpBlock } from '../model/ip-set.ts';
import type { Labels } from '../model/labels.ts';
import { matches, type Selector } from '../model/selector.ts';
import type { Face } from './endpoint.ts';
import type { AddressView } from './external.ts';
import type { PolicyView } from './policy-view.ts';

export const UNKNOWN_FACE: Face = {};

/** The labels of a node that is not in the input: only a selector that asks for nothing holds for it. */
export const UNKNOWN_NODE: Labels = new Map();

/** Whether a selector holds for a node with these labels; none are for what is no node. */
export const selectsNode = (selector: Selector, labels: Labels | undefined): boolean =>
  labels !== undefined &&
  (selector.requirements.length === 0 || (labels !== UNKNOWN_NODE && matches(selector, labels)));

/** The faces of what has an address that is not known: one for each block that it may lie in, as the user told. */
export const unknownFaces = (blocks: readonly IpBlock[]): readonly Face[] =>
  blocks.length === 0 ? [UNKNOWN_FACE] : blocks.map(({ set, family }) => ({ range: set, family }));

/** One face an address; where none is known, those of an unknown one. */
export function addressFaces(addresses: readonly bigint[], unknown: readonly Face[], nodeLabels?: Labels): Face[] {
  const node = nodeLabels === undefined ? {} : { nodeLabels };
  if (addresses.length === 0) return unknown.map((face) => ({ ...face, ...node }));
  return addresses.map((address) => ({ address, family: familyOf(address), ...node }));
}

/** Tells faces apart as policies do. */
export interface FaceReader {
  /** Equal for faces that every policy matches alike. */
  keyOf(face: Face): string;
  /** One of each; a face that stands for both families has none. */
  distinct(faces: readonly Face[]): Face[];
}

export function faceReader(view: PolicyView, addresses: AddressView): FaceReader {
  // Without any block an unknown address is seen like every other.
  const unknown = view.blocks.length === 0 ? '' : '?';
  const nodesKey = (labels: Labels | undefined): string =>
    labels === undefined
      ? ''
      : view.nodeSelectors.flatMap((selector, id) => (selectsNode(selector, labels) ? [id] : [])).join();
  const heldOf = ({ address, range }: Face): string => {
    if (address !== undefined) return addresses.blocksAt(address).join();
    return range === undefined ? unknown : addresses.blocksAround(range).join();
  };
  const keyOf = (face: Face): string => {
    const { nodeLabels, hostLabels } = face;
    const held = heldOf(face);
    return `${held} ${nodesKey(nodeLabels)} ${nodesKey(hostLabels)}`;
  };
  const distinct = (faces: readonly Face[]): Face[] => {
    if (faces.length === 1) return [...faces];
    return [...groupBy(faces, keyOf).values()].flatMap(([first, ...others]) => {
      if (first === undefined) return [];
      const { family, ...either } = first;
      return [family !== undefined && others.every((face) => face.family === family) ? first : either];
    });
  };
  return { keyOf, distinct };
}
