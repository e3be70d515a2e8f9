import { BRACE, COMMA } from '../characters';
import { Cursor, isItem, seekNode, skipSpaces } from './cursor';
import { nextToken, skipJson } from './json';
import { INPUT, NEWS, NEWS_END } from './memory';
import { skipNode } from './skip';

class Items {
  /** Where the next item is told of. */
  static told: usize = NEWS;
  /** Where there is no item any more, or one that goes on behind the input. */
  static stopped: usize = INPUT;
}

function tell(place: usize): void {
  if (Items.told >= NEWS_END) unreachable();
  store<i32>(Items.told, <i32>(place - INPUT));
  Items.told += 4;
}

/**
 * Passes over the items of a list with its dashes at `indent`, the first of which is on the first line of the input, and tells of each where
 * its line starts, where its content and where it ends. One that the input may not hold all of is not told of.
 */
export function findItems(length: i32, indent: i32, isLast: bool): void {
  Items.told = NEWS;
  Items.stopped = INPUT;
  Cursor.end = INPUT + length;
  seekNode(INPUT);
  while (Cursor.indent == indent && isItem(Cursor.at)) {
    const start = Cursor.at - indent;
    const content = skipSpaces(Cursor.at + 1);
    skipNode(indent);
    if (Cursor.indent < 0 && !isLast) return;
    const end = Cursor.indent < 0 ? Cursor.end : Cursor.at - Cursor.indent;
    tell(start);
    tell(content);
    tell(end);
    Items.stopped = end;
  }
}

/** Passes over objects of a list of JSON that have a comma behind them, and tells of each where it starts and where it ends. */
export function findJsonItems(length: i32): void {
  Items.told = NEWS;
  Items.stopped = INPUT;
  Cursor.at = INPUT;
  Cursor.end = INPUT + length;
  while (nextToken() == BRACE) {
    const start = Cursor.at;
    skipJson();
    const end = Cursor.at;
    if (nextToken() != COMMA) return;
    Cursor.at += 1;
    tell(start);
    tell(end);
    Items.stopped = Cursor.at;
  }
}

/** So many numbers have been told, whether or not the last item was understood. */
export function itemsTold(): i32 {
  return <i32>((Items.told - NEWS) >> 2);
}

/** How far into the input items have been told of. */
export function itemsEnd(): usize {
  return Items.stopped - INPUT;
}
