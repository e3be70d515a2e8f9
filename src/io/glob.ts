/** One place of a segment: any characters (`*`), or one character that `accepts`. */
type Part = '*' | { accepts(character: string): boolean };

/** One place of a path: any folders (`**`), or one name. */
type Segment = '**' | readonly Part[];

/** A path pattern in the manner of `.gitignore`, relative to the folder it was written for. */
export type Glob = readonly Segment[];

/**
 * Matches a row of patterns, some of which stand for any number of inputs. Going back to the last of these alone is
 * enough, so the time is bounded by the product of both lengths, whatever the pattern.
 */
function matchesRow<Pattern, Input>(
  patterns: readonly Pattern[],
  inputs: readonly Input[],
  isAny: (pattern: Pattern) => boolean,
  accepts: (pattern: Pattern, input: Input) => boolean,
): boolean {
  let p = 0;
  let i = 0;
  let retryPattern = -1;
  let retryInput = 0;
  while (i < inputs.length) {
    const pattern = patterns[p];
    if (pattern !== undefined && isAny(pattern)) {
      p += 1;
      retryPattern = p;
      retryInput = i;
    } else if (pattern !== undefined && accepts(pattern, inputs[i] as Input)) {
      p += 1;
      i += 1;
    } else if (retryPattern >= 0) {
      p = retryPattern;
      retryInput += 1;
      i = retryInput;
    } else {
      return false;
    }
  }
  return patterns.slice(p).every(isAny);
}

const matchesName = (parts: readonly Part[], name: string): boolean =>
  matchesRow(
    parts,
    Array.from(name),
    (part) => part === '*',
    (part, character) => part !== '*' && part.accepts(character),
  );

/** Whether a relative path with `/` matches as a whole. */
export const matchesGlob = (glob: Glob, path: string): boolean =>
  matchesRow(
    glob,
    path.split('/'),
    (segment) => segment === '**',
    (segment, name) => segment !== '**' && matchesName(segment, name),
  );

interface Read {
  readonly part: Part;
  readonly next: number;
}

/** `[a-z]`, `[!a]`, `[]x]`; undefined where it does not end. */
function readClass(characters: readonly string[], start: number): Read | undefined {
  let at = start + 1;
  const negated = characters[at] === '!' || characters[at] === '^';
  if (negated) at += 1;
  const ranges: [string, string][] = [];
  const first = at;
  for (; at < characters.length; at += 1) {
    if (characters[at] === ']' && at > first) {
      const accepts = (character: string): boolean =>
        ranges.some(([low, high]) => low <= character && character <= high) !== negated;
      return { part: { accepts }, next: at + 1 };
    }
    if (characters[at] === '\\') at += 1;
    const low = characters[at] ?? '';
    const isRange = characters[at + 1] === '-' && characters[at + 2] !== undefined && characters[at + 2] !== ']';
    if (isRange) at += 2;
    ranges.push([low, characters[at] ?? '']);
  }
  return undefined;
}

function readPart(characters: readonly string[], at: number): Read | undefined {
  const character = characters[at] ?? '';
  if (character === '*') return { part: '*', next: at + 1 };
  if (character === '?') return { part: { accepts: () => true }, next: at + 1 };
  if (character === '[') return readClass(characters, at);
  const isEscape = character === '\\' && at + 1 < characters.length;
  const literal = isEscape ? characters[at + 1] : character;
  return { part: { accepts: (other) => other === literal }, next: at + (isEscape ? 2 : 1) };
}

function readSegment(text: string): Segment | undefined {
  if (text === '**') return '**';
  const characters = Array.from(text);
  const parts: Part[] = [];
  for (let at = 0; at < characters.length;) {
    const read = readPart(characters, at);
    if (read === undefined) return undefined;
    if (read.part !== '*' || parts.at(-1) !== '*') parts.push(read.part);
    at = read.next;
  }
  return parts;
}

/**
 * Reads a pattern: `*`, `?` and classes stay inside a name, `**` stands for any folders, and a pattern without `/` is
 * meant for every depth. Undefined where a class does not end: such a pattern matches nothing, as in git.
 */
export function readGlob(pattern: string): Glob | undefined {
  const anchored = pattern.includes('/');
  const names = pattern.replace(/^\//, '').split('/');
  const segments: Segment[] = anchored ? [] : ['**'];
  for (const name of names) {
    const segment = readSegment(name);
    if (segment === undefined) return undefined;
    segments.push(segment);
  }
  // `folder/**` is what lies in the folder, not the folder itself.
  if (segments.at(-1) === '**') segments.push(['*']);
  return segments;
}
