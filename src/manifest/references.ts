/** Longer texts are left as they are: references to references can double without end. */
const LONGEST = 65_536;
const REFERENCE = /\$\$|\$\(([A-Za-z_][\w.-]*)\)/g;

export const mayRefer = (value: string): boolean => value.includes('$(');

/**
 * Puts the values that are known in the place of `$(NAME)` (semantics §1.16). Other references stay, and so does `$$(NAME)`,
 * which means the text `$(NAME)` and so names nothing.
 */
export function expand(value: string, known: ReadonlyMap<string, string>): string {
  if (!mayRefer(value)) return value;
  let length = value.length;
  const expanded = value.replace(REFERENCE, (written, name: string | undefined) => {
    const found = name === undefined || length > LONGEST ? undefined : known.get(name);
    if (found === undefined) return written;
    length += found.length;
    return found;
  });
  return expanded.length > LONGEST ? value : expanded;
}
