import type { Location } from './location.ts';

/** A part of a rendered text, from this line on, and the file that it was made from, where the renderer says so. */
export interface RenderedPart {
  readonly line: number;
  readonly source: string | undefined;
}

/** The parts of rendered texts, in the order of their lines, by the name that places in the text have as their file. */
export type RenderedTexts = ReadonlyMap<string, readonly RenderedPart[]>;

interface Placed {
  readonly location?: Location;
  readonly related?: readonly { readonly message: string; readonly location: Location }[];
}

function sourceOf({ file, line }: Location, texts: RenderedTexts): string | undefined {
  return texts.get(file)?.findLast((part) => part.line <= line)?.source;
}

/** Adds to what lies in a rendered text the file that somebody can edit. Its lines are others, so it is named as a whole. */
export function withSources<Item extends Placed>(items: readonly Item[], texts: RenderedTexts): readonly Item[] {
  if (texts.size === 0) return items;
  return items.map((item) => {
    const file = item.location === undefined ? undefined : sourceOf(item.location, texts);
    if (file === undefined) return item;
    const source = { message: 'rendered from this file', location: { file, line: 1, column: 1 } };
    return { ...item, related: [...(item.related ?? []), source] };
  });
}
