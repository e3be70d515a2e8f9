/** True when the pattern can match more than one text. */
export const isGlob = (pattern: string): boolean => /[*?]/.test(pattern);

/**
 * `*` stands for any text, `?` for one character, everything else for itself. No regular expression is made of what a user
 * wrote: only the last `*` is ever tried again, so no pattern takes more than length × length steps.
 */
export const globMatcher =
  (pattern: string) =>
  (text: string): boolean => {
    let p = 0;
    let t = 0;
    let star = -1;
    let resume = 0;
    while (t < text.length) {
      if (pattern[p] === '*') {
        star = p;
        p += 1;
        resume = t;
      } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
        p += 1;
        t += 1;
      } else if (star >= 0) {
        p = star + 1;
        resume += 1;
        t = resume;
      } else return false;
    }
    while (pattern[p] === '*') p += 1;
    return p === pattern.length;
  };
