import { BRACE, BRACKET, COLON, COMMA, CR, DASH, isBlank, LF } from './characters.ts';

/**
 * True when a text could hold more than `most` nodes. Each stands behind a line break, a bracket, a comma, a colon or
 * the dash of an item, so counting these needs no parsing; such characters inside of strings are counted too.
 */
export function mayExceedNodes(text: string, most: number): boolean {
  if (text.length <= most) return false;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case LF:
      case CR:
      case BRACKET:
      case BRACE:
      case COMMA:
      case COLON:
        count += 1;
        break;
      case DASH:
        if (isBlank(text.charCodeAt(at + 1))) count += 1;
    }
  }
  return count > most;
}

/**
 * True when a walk over `value` would meet more than `most` nodes. A node is counted each time that it is reached, as
 * every later walk reaches it again; so a cycle exceeds any number. Keeps its own stack: depth costs nothing.
 */
export function exceedsNodes(value: unknown, most: number): boolean {
  const open: unknown[] = [value];
  let count = 0;
  while (open.length > 0) {
    const node = open.pop();
    count += 1;
    if (count + open.length > most) return true;
    if (typeof node !== 'object' || node === null) continue;
    for (const child of Object.values(node)) open.push(child);
  }
  return false;
}
