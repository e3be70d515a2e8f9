import { type AnnotationIgnore, type CommentIgnore, readIgnoreText } from '../model/ignore.ts';
import type { Origin, Path } from '../model/location.ts';
import { objectId, type ObjectRef } from '../model/object-ref.ts';
import type { Comment } from '../yaml/document.ts';
import { readOwner } from './metadata.ts';
import { field } from './read.ts';

const ANNOTATION = 'netgraph/ignore';
const WORD = 'netgraph-ignore';

/** Where annotations may stand: on the object, and on the pod templates of the kinds that have one. */
const HOLDERS: readonly (readonly string[])[] = [
  [],
  ['spec', 'template'],
  ['spec', 'jobTemplate', 'spec', 'template'],
  ['template'],
];

/** What the annotations of an object say of findings, its pod template's included. Most objects say nothing. */
export function annotationIgnores(object: unknown, ref: ObjectRef, origin: Origin): AnnotationIgnore[] {
  return HOLDERS.flatMap((holder) => {
    const annotations = field(field(holder.reduce(field, object), 'metadata'), 'annotations');
    const value = field(annotations, ANNOTATION);
    if (value === undefined) return [];
    const path: Path = [...holder, 'metadata', 'annotations', ANNOTATION];
    const owner = readOwner(object);
    const owners = owner === undefined ? [] : [objectId({ ...ref, kind: owner.kind, name: owner.name })];
    const text = typeof value === 'string' ? readIgnoreText(value) : undefined;
    return [
      {
        source: 'annotation' as const,
        ...(text ?? { rules: [], reason: '' }),
        objects: [objectId(ref), ...owners],
        isCopy: owner !== undefined,
        locate: () => origin.locate(path),
      },
    ];
  });
}

/** Whether a text may hold comments for `commentIgnores`: looking for comments costs as much as reading it again. */
export const mayIgnore = (text: string): boolean => text.includes(WORD);

/**
 * The line that a comment speaks of: its own, or, where it stands alone, the next one that is no comment. So several of
 * them may stand above one line.
 */
function lineOf({ location: { line, column } }: Comment, lines: readonly string[]): number {
  if (lines[line - 1]?.slice(0, column - 1).trim() !== '') return line;
  const next = lines.findIndex((text, index) => index >= line && !text.trimStart().startsWith('#'));
  return next < 0 ? line : next + 1;
}

/** What comments say of findings. `lines` are those of the whole file. */
export function commentIgnores(comments: readonly Comment[], lines: readonly string[]): CommentIgnore[] {
  return comments.flatMap((comment) => {
    if (!comment.text.startsWith(WORD)) return [];
    const text = readIgnoreText(comment.text.slice(WORD.length)) ?? { rules: [], reason: '' };
    return [{ source: 'comment' as const, ...text, location: comment.location, line: lineOf(comment, lines) }];
  });
}
