import type { Path } from '../model/location.ts';
import type { Cursor } from './plain-cursor.ts';

/**
 * What the walk along a path has come to: the node of the last step that exists. All offsets are those of bytes. The cursor
 * stands on that node so long as there is more to walk.
 */
export interface Spot {
  readonly cursor: Cursor;
  readonly path: Path;
  /** How many steps of the path exist. */
  steps: number;
  /** The last step's key or item, or what is nearest to it where the item is empty. */
  key: number;
  /** The node's start; -1 where it is empty. */
  node: number;
  /** The column that the lines of the node are indented more than. */
  parent: number;
  /** The node is the value of a key, no item. */
  isValue: boolean;
  isFlow: boolean;
}

/** Goes on to the value of a key; `node` is its start. */
export function stepToValue(spot: Spot, key: number, node: number, parent: number): void {
  spot.steps += 1;
  spot.key = key;
  spot.node = node;
  spot.parent = parent;
  spot.isValue = true;
}

/** Goes on to an item; an empty one is nowhere. */
export function stepToItem(spot: Spot, node: number, parent: number): void {
  spot.steps += 1;
  if (node >= 0) spot.key = node;
  spot.node = node;
  spot.parent = parent;
  spot.isValue = false;
}
