import { remember } from '../model/remember.ts';
import type { SourceText } from '../report/index.ts';
import { type Content, linesOf } from '../yaml/index.ts';

export type { Content };

/** Of larger files no line is shown: each would be read as a whole again. */
const LARGEST = 8 * 1024 * 1024;

/** The texts of files that are shown around findings, read when they are asked for. */
export function sourceReader(contents: ReadonlyMap<string, Content>): SourceText {
  return remember((file: string) => {
    const content = contents.get(file);
    return content === undefined || content.size > LARGEST ? undefined : linesOf(content).join('\n');
  });
}
