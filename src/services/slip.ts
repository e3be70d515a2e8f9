/** Of so few letters, any two names are nearly the same. */
const SHORTEST = 3;

const swapped = (pair: string): string => pair.slice(1) + pair.slice(0, 1);

/** Whether one name is the other with one letter wrong, missing, too many, or swapped with its neighbour. */
export function isSlipOf(name: string, other: string): boolean {
  if (name === other || name.length < SHORTEST || Math.abs(name.length - other.length) > 1) return false;
  let start = 0;
  while (start < name.length && name[start] === other[start]) start += 1;
  const rest = name.slice(start);
  const otherRest = other.slice(start);
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    (swapped(rest.slice(0, 2)) === otherRest.slice(0, 2) && rest.slice(2) === otherRest.slice(2))
  );
}
