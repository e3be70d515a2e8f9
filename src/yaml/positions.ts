import { EVENT_ID, SCALAR_STYLE, type ScalarStyle } from 'js-yaml';
import { APOSTROPHE, QUOTE } from './characters.ts';
import type { Path } from '../model/location.ts';
import type { EventTree } from './event-tree.ts';
import { indexOfWritten } from './written-forms.ts';

/** One step of a path: the key of the entry (an item and the root have none) and the node that it leads to. */
interface Step {
  readonly key?: number;
  readonly node: number;
}

/** The header of a block scalar (`|`, `>-`, `|2 # why`) at the end of the line above its text. */
const BLOCK_HEADER = /[|>][-+0-9]*(?:[ \t]+(?:#[^\r\n]*)?)?(?:\r\n?|\n)?$/;

function isBlockScalar({ events }: EventTree, node: number): boolean {
  const event = events[node];
  if (event?.type !== EVENT_ID.SCALAR) return false;
  return event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
}

/** Where a node starts; -1 for an empty one, which is nowhere. */
function startOf(tree: EventTree, node: number): number {
  const event = tree.events[node];
  if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return -1;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  if (event.type !== EVENT_ID.SCALAR) return event.start;
  if (isBlockScalar(tree, node)) {
    const line = tree.source.lastIndexOf('\n', event.valueStart - 2) + 1;
    const header = BLOCK_HEADER.exec(tree.source.slice(line, event.valueStart));
    return header === null ? -1 : line + header.index;
  }
  return event.valueStart < 0 || event.style === SCALAR_STYLE.PLAIN ? event.valueStart : event.valueStart - 1;
}

/** An entry of the mapping itself, or else the first one of that name among the mappings merged into it. */
function findEntry(tree: EventTree, mapping: number, name: string, seen: Set<number>): Step | undefined {
  // Aliases may lead merges in a circle.
  if (seen.has(mapping) || tree.events[mapping]?.type !== EVENT_ID.MAPPING) return undefined;
  seen.add(mapping);
  const children = tree.children(mapping);
  const merged: number[] = [];
  for (let i = 0; i + 1 < children.length; i += 2) {
    const key = children[i] ?? 0;
    const node = children[i + 1] ?? 0;
    if (tree.isMergeKey(key)) merged.push(tree.resolve(node));
    else if (tree.keyText(key) === name) return { key, node };
  }
  for (const source of merged) {
    const mappings = tree.events[source]?.type === EVENT_ID.SEQUENCE ? tree.children(source) : [source];
    for (const item of mappings) {
      const found = findEntry(tree, tree.resolve(item), name, seen);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function next(tree: EventTree, node: number, name: string | number): Step | undefined {
  const parent = tree.resolve(node);
  if (tree.events[parent]?.type !== EVENT_ID.SEQUENCE) return findEntry(tree, parent, String(name), new Set());
  const item = typeof name === 'number' ? tree.children(parent)[name] : undefined;
  return item === undefined ? undefined : { node: item };
}

/** The steps from the root, as far as the path exists. */
function walk(tree: EventTree, path: Path): Step[] {
  const steps: Step[] = [{ node: tree.root }];
  let node = tree.root;
  for (const name of path) {
    const step = next(tree, node, name);
    if (step === undefined) break;
    steps.push(step);
    node = step.node;
  }
  return steps;
}

function keyOffsetOf(tree: EventTree, steps: readonly Step[]): number {
  for (const { key, node } of steps.toReversed()) {
    const offset = startOf(tree, key ?? node);
    if (offset >= 0) return offset;
  }
  return 0;
}

/** The offset of the entry's key or of the item's start; of the nearest ancestor where the path does not exist. */
export const keyOffset = (tree: EventTree, path: Path): number => keyOffsetOf(tree, walk(tree, path));

/** The offset of the value; of the entry's key where the value is empty or a block scalar. */
export function valueOffset(tree: EventTree, path: Path): number {
  const steps = walk(tree, path);
  const last = steps.at(-1);
  if (last === undefined || (last.key !== undefined && isBlockScalar(tree, last.node))) return keyOffsetOf(tree, steps);
  const offset = startOf(tree, last.node);
  return offset >= 0 ? offset : keyOffsetOf(tree, steps);
}

/** The character that a scalar of the style is quoted with. */
function quoteOf(style: ScalarStyle): number | undefined {
  if (style === SCALAR_STYLE.SINGLE_QUOTED) return APOSTROPHE;
  return style === SCALAR_STYLE.DOUBLE_QUOTED ? QUOTE : undefined;
}

/** The offset of the first `piece` inside the text at the path; that of the value where it is not written like that. */
export function textOffset(tree: EventTree, path: Path, piece: string): number {
  const steps = walk(tree, path);
  const event = tree.events[tree.resolve(steps.at(-1)?.node ?? tree.root)];
  const isThere = steps.length === path.length + 1 && event?.type === EVENT_ID.SCALAR && event.valueStart >= 0;
  if (!isThere || piece === '') return valueOffset(tree, path);
  const written = tree.source.slice(event.valueStart, event.valueEnd);
  const at = indexOfWritten(written, piece, quoteOf(event.style));
  return at >= 0 ? event.valueStart + at : valueOffset(tree, path);
}
