import { type AnnotationIgnore, type CommentIgnore, readIgnoreText } from '../model/ignore.ts';
import type { Location, Origin } from '../model/location.ts';
import { objectId, type ObjectRef } from '../model/object-ref.ts';
import { rememberWeakly } from '../model/remember.ts';
import type { Comment, Content } from '../yaml/index.ts';
import { readOwner } from './metadata.ts';
import { field } from './read.ts';

const ANNOTATION = 'netgraph/ignore';
/** What a comment starts with that speaks of findings. */
export const IGNORE_WORD = 'netgraph-ignore';

/** Where annotations may stand: on the object, and on the pod templates of the kinds that have one. */
const PLACES: readonly (readonly string[])[] = [
  [],
  ['spec', 'template'],
  ['spec', 'jobTemplate', 'spec', 'template'],
  ['template'],
].map((holder) => [...holder, 'metadata', 'annotations', ANNOTATION]);

/** What stands at a path of mappings. Most paths end early. */
function valueAt(object: unknown, path: readonly string[]): unknown {
  let value = object;
  for (let i = 0; i < path.length && value !== undefined; i += 1) value = field(value, path[i] ?? '');
  return value;
}

function ignoreIn(value: unknown, object: unknown, ref: ObjectRef, place: () => Location): AnnotationIgnore {
  const owner = readOwner(object);
  const owners = owner === undefined ? [] : [objectId({ ...ref, kind: owner.kind, name: owner.name })];
  const text = typeof value === 'string' ? readIgnoreText(value) : undefined;
  return {
    source: 'annotation',
    ...(text ?? { rules: [], reason: '' }),
    objects: [objectId(ref), ...owners],
    isCopy: owner !== undefined,
    locate: place,
  };
}

const NOTHING: readonly AnnotationIgnore[] = [];

/** What the annotations of an object say of findings, its pod template's included. Most objects say nothing. */
export function annotationIgnores(object: unknown, ref: ObjectRef, origin: Origin): readonly AnnotationIgnore[] {
  let found: AnnotationIgnore[] | undefined;
  for (const path of PLACES) {
    const value = valueAt(object, path);
    if (value === undefined) continue;
    (found ??= []).push(ignoreIn(value, object, ref, () => origin.locate(path)));
  }
  return found ?? NOTHING;
}

const HASH = 0x23;
const BLANKS = new Set([0x20, 0x09]);
const WORD_BYTES = Array.from(IGNORE_WORD, (letter) => letter.charCodeAt(0));

function holdsIgnore(bytes: Uint8Array): boolean {
  for (let hash = bytes.indexOf(HASH); hash >= 0; hash = bytes.indexOf(HASH, hash + 1)) {
    let at = hash + 1;
    while (BLANKS.has(bytes[at] ?? 0)) at += 1;
    if (WORD_BYTES.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

/** So that a comment is not cut in two between windows. */
const OVERLAP = 1024;

/** Whether one of the texts that share some bytes may hold one. */
const anyHoldsIgnore = rememberWeakly(holdsIgnore);

/** Whether a file may hold comments for `commentIgnores`: looking for comments costs as much as reading it again. */
export function mayIgnore(content: Content): boolean {
  const { size, window, share } = content;
  if (share !== undefined && !anyHoldsIgnore(share.bytes)) return false;
  for (let start = 0; start < size; start += window) {
    const bytes = content.read(start, Math.min(size, start + window + OVERLAP));
    if (bytes !== undefined && holdsIgnore(bytes)) return true;
  }
  return false;
}

/**
 * The line that a comment speaks of: its own, or, where it stands alone, the next one that is no comment. So several of
 * them may stand above one line.
 */
function lineOf({ location: { line, column } }: Comment, lines: readonly string[]): number {
  if (lines[line - 1]?.slice(0, column - 1).trim() !== '') return line;
  for (let next = line; next < lines.length; next += 1)
    if (lines[next]?.trimStart().startsWith('#') === false) return next + 1;
  return line;
}

/** What comments say of findings. `lines` are those of the whole file. */
export function commentIgnores(comments: readonly Comment[], lines: readonly string[]): CommentIgnore[] {
  return comments.flatMap((comment) => {
    if (!comment.text.startsWith(IGNORE_WORD)) return [];
    const text = readIgnoreText(comment.text.slice(IGNORE_WORD.length)) ?? { rules: [], reason: '' };
    return [{ source: 'comment' as const, ...text, location: comment.location, line: lineOf(comment, lines) }];
  });
}
