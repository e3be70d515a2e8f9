const WIDTH = 110;

/** A list on as many lines as it needs, broken after commas; lines after the first are indented like its text. */
export function wrapped(head: string, list: string, indent = head.length): string {
  const lines: string[] = [];
  let line = head;
  for (const [i, item] of list.split(', ').entries()) {
    const piece = i === 0 ? item : `, ${item}`;
    if (i > 0 && line.length + piece.length > WIDTH) {
      lines.push(`${line},`);
      line = ' '.repeat(indent) + item;
    } else line += piece;
  }
  return [...lines, line].join('\n');
}
