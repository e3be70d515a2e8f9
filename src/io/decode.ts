import { isUtf8 } from 'node:buffer';

/** What is wrong with the bytes of a text, and in which line. */
export interface DecodeFailure {
  readonly message: string;
  readonly line: number;
}

/** The first byte that is no UTF-8. A replacement character that decoding put in is not in the bytes themselves. */
function firstInvalidByte(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  let offset = 0;
  let from = 0;
  for (;;) {
    const found = text.indexOf('\uFFFD', from);
    offset += Buffer.byteLength(text.slice(from, found < 0 ? undefined : found));
    if (found < 0 || bytes.toString('latin1', offset, offset + 3) !== '\u00EF\u00BF\u00BD') return offset;
    offset += 3;
    from = found + 1;
  }
}

function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < offset; at = bytes.indexOf(0x0a, at + 1)) line += 1;
  return line;
}

const isUtf16 = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

/** What is wrong with bytes that are no UTF-8 and start at `base` of their file; the offset is in the file. */
export function invalidByte(bytes: Buffer, base = 0): { readonly message: string; readonly offset: number } {
  if (base === 0 && isUtf16(bytes)) return { message: 'this is UTF-16: save it as UTF-8', offset: 0 };
  const offset = base + firstInvalidByte(bytes);
  return { message: `this is no valid UTF-8: the byte at offset ${offset}`, offset };
}

/** What is wrong with bytes that are no UTF-8. Nothing is replaced: a text that differs from the file would be another manifest. */
export function encodingFailure(bytes: Buffer): DecodeFailure | undefined {
  if (isUtf8(bytes)) return undefined;
  const { message, offset } = invalidByte(bytes);
  return { message, line: lineOf(bytes, offset) };
}
