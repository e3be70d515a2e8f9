import { LF } from '../characters';
import { areEach, byteAt } from './cursor';
import { HEAD_TEXTS, INPUT } from './memory';
import { isLetter } from './scalars';
import { areSame } from './slots';

// Most documents begin with the same few pairs of lines, a version and a kind. Each pair has a number here, from 1 on.
const MOST_HEADS: i32 = 64;
/** The longest pair of lines that gets one, with its last LF. */
const LONGEST_HEAD: usize = 128;
/** A length, and a text. */
const HEAD_SIZE: usize = 8 + LONGEST_HEAD;

let count: i32 = 0;
/** Documents of a kind come one after another. */
let latest: i32 = 0;

function headAt(head: i32): usize {
  return HEAD_TEXTS + <usize>head * HEAD_SIZE;
}

function isAt(head: i32, start: usize, length: usize): bool {
  return load<u32>(headAt(head)) == <u32>length && areSame(headAt(head) + 8, start, length);
}

/** Behind the line that a place is on. */
function behindLine(start: usize): usize {
  let at = start;
  while (true) {
    const feeds = i8x16.bitmask(areEach(v128.load(at), LF));
    if (feeds != 0) return at + ctz(feeds) + 1;
    at += 16;
  }
}

/** The number of the two lines from a place on; 0 where one does not begin with a letter, or the text ends in them. */
export function headOf(place: i32, end: i32): i32 {
  const start = INPUT + place;
  if (!isLetter(byteAt(start))) return 0;
  const second = behindLine(start);
  if (second >= INPUT + end || !isLetter(byteAt(second))) return 0;
  const behind = behindLine(second);
  const length = behind - start;
  if (behind > INPUT + end || length > LONGEST_HEAD) return 0;
  if (latest < count && isAt(latest, start, length)) return latest + 1;
  for (latest = 0; latest < count; latest += 1) if (isAt(latest, start, length)) return latest + 1;
  if (count == MOST_HEADS) return 0;
  store<u32>(headAt(count), <u32>length);
  memory.copy(headAt(count) + 8, start, length);
  count += 1;
  return count;
}
