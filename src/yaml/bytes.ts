import { once } from '../model/remember.ts';
import { handOver } from './hand-over.ts';

/** Where there is no `Buffer`, which does the same without more of Node to load. */
const decoder = once(() => new TextDecoder('utf-8', { ignoreBOM: true }));
const encoder = once(() => new TextEncoder());

export const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** For each byte, whether it is one of these characters. */
export function byteSet(characters: string): Uint8Array {
  const set = new Uint8Array(256);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}

/** A surrogate without its other half. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * UTF-8 of a text. UTF-8 cannot say half a surrogate pair, which no YAML may hold: another character that is as forbidden
 * takes its place.
 */
export function encode(text: string): Uint8Array {
  const sayable = text.isWellFormed() ? text : text.replaceAll(LONE_SURROGATE, '\uffff');
  return typeof Buffer === 'undefined' ? encoder().encode(sayable) : Buffer.from(sayable);
}

/** Where there is a `Buffer`, it reads a range many times as fast. It is a view of bytes that are read from again and again. */
let view: { readonly bytes: Uint8Array; readonly buffer: Buffer } | undefined;

/** The same bytes as a `Buffer`; undefined where there is none, in a browser. */
export function bufferOf(bytes: Uint8Array): Buffer | undefined {
  if (typeof Buffer === 'undefined') return undefined;
  if (bytes instanceof Buffer) return bytes;
  if (view?.bytes !== bytes) view = { bytes, buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  return view.buffer;
}

/** Where a byte stands next, or -1: a `Buffer` is searched many times as fast as other bytes. */
export const nextByte = (bytes: Uint8Array, code: number, from = 0): number =>
  (bufferOf(bytes) ?? bytes).indexOf(code, from);

/** The text of bytes that are valid UTF-8. It does not hold on to them. */
export function decode(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const buffer = bufferOf(bytes);
  return buffer === undefined ? decoder().decode(bytes.subarray(start, end)) : buffer.toString('utf8', start, end);
}

/**
 * Whether some bytes stand at a place. They are compared from their end, for what is alike most often begins alike, and two at a time
 * (hashes.ts says why).
 */
export function standsAt(part: Uint8Array, bytes: Uint8Array, start: number): boolean {
  let at = part.length - 1;
  for (; at > 0; at -= 2) if (part[at] !== bytes[start + at] || part[at - 1] !== bytes[start + at - 1]) return false;
  return at < 0 || part[0] === bytes[start];
}

/** The text of a part of one line; gives up where it holds a control character. */
export function decodeLine(bytes: Uint8Array, start: number, end: number): string {
  for (let at = start; at < end; at += 1) {
    const code = bytes[at] ?? 0;
    if (code < 0x20 || code === 0x7f) handOver();
  }
  return decode(bytes, start, end);
}

/**
 * True for characters beyond ASCII that a plain text does not hold: C1 controls, Unicode's line separators, byte order
 * marks, and what is no character.
 */
export function hasUnusual(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const code = bytes[at] ?? 0;
    if (code < 0xc2) continue;
    const next = bytes[at + 1] ?? 0;
    if (code === 0xc2 && next < 0xa0) return true;
    const last = bytes[at + 2] ?? 0;
    if (code === 0xe2 && next === 0x80 && (last === 0xa8 || last === 0xa9)) return true;
    if (code === 0xef && ((next === 0xbb && last === 0xbf) || (next === 0xbf && last >= 0xbe))) return true;
  }
  return false;
}
