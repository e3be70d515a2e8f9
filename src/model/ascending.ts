/** The first place in an ascending part of a list that does not hold less than a number; `end` where all do. */
export function placeAt(list: Int32Array, number: number, start: number, end: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of a number in an ascending list; -1 where it is not. */
export function placeIn(list: Int32Array, number: number): number {
  const place = placeAt(list, number, 0, list.length);
  return list[place] === number ? place : -1;
}
