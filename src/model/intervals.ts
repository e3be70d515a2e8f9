/**
 * Sets of points on a line as sorted, disjoint, non-touching half-open intervals `[start, end, start, end, …]`.
 * Half-open bounds need comparison only, so one algebra serves ports (numbers) and addresses (bigints).
 */
export type Intervals<Point extends number | bigint> = readonly Point[];

/** Which points an operation keeps: one bit each for those in neither set, in the first alone, in the second alone, in both. */
const EITHER = 0b1110;
const BOTH = 0b1000;
const FIRST_ALONE = 0b0010;

/** Walks both sets once. */
function combine<Point extends number | bigint>(
  first: Intervals<Point>,
  second: Intervals<Point>,
  keep: number,
): Point[] {
  const result: Point[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const a = first[i];
    const b = second[j];
    if (a === undefined && b === undefined) return result;
    const point = b === undefined || (a !== undefined && a <= b) ? (a as Point) : b;
    if (a === point) i += 1;
    if (b === point) j += 1;
    // An odd index means that the walk stands inside an interval, so the result's own parity tells what is open.
    if (((keep >>> ((i & 1) | ((j & 1) << 1))) & 1) !== (result.length & 1)) result.push(point);
  }
}

export const union = <Point extends number | bigint>(a: Intervals<Point>, b: Intervals<Point>): Point[] =>
  combine(a, b, EITHER);

export const intersection = <Point extends number | bigint>(a: Intervals<Point>, b: Intervals<Point>): Point[] =>
  combine(a, b, BOTH);

export const difference = <Point extends number | bigint>(a: Intervals<Point>, b: Intervals<Point>): Point[] =>
  combine(a, b, FIRST_ALONE);

/** Whether two sets share a point; makes no set. */
export function overlaps<Point extends number | bigint>(a: Intervals<Point>, b: Intervals<Point>): boolean {
  let i = 0;
  let j = 0;
  while (i + 1 < a.length && j + 1 < b.length) {
    if ((a[i + 1] as Point) <= (b[j] as Point)) i += 2;
    else if ((b[j + 1] as Point) <= (a[i] as Point)) j += 2;
    else return true;
  }
  return false;
}

/** How many of some bounds, which are in order, are not above a point. */
export function boundsUpTo<Point extends number | bigint>(bounds: readonly Point[], point: Point): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bounds[middle] as Point) <= point) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True when `point` lies in the set. */
export const contains = <Point extends number | bigint>(set: Intervals<Point>, point: Point): boolean =>
  boundsUpTo(set, point) % 2 === 1;
