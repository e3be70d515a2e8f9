import { DASH, DOT, LF } from '../characters';
import { areEach } from './cursor';
import { INPUT, NEWS, NEWS_END } from './memory';

/** For each of the sixteen bytes at a place, whether the three behind it are all this one. */
function areBefore(at: usize, code: i32): v128 {
  return v128.and(
    v128.and(areEach(v128.load(at, 1), code), areEach(v128.load(at, 2), code)),
    areEach(v128.load(at, 3), code),
  );
}

/** Tells of the places in the input behind an LF where three dashes or dots stand, and gives how many; -1 for too many. */
export function findMarkers(length: i32): i32 {
  const end = INPUT + length;
  let told = NEWS;
  for (let at: usize = INPUT; at < end; at += 16) {
    const feeds = areEach(v128.load(at), LF);
    let found = i8x16.bitmask(v128.and(feeds, v128.or(areBefore(at, DASH), areBefore(at, DOT))));
    for (; found != 0; found &= found - 1) {
      if (told >= NEWS_END) return -1;
      store<i32>(told, <i32>(at + ctz(found) + 1 - INPUT));
      told += 4;
    }
  }
  return <i32>((told - NEWS) >> 2);
}
