/** The bytes that one step takes: four registers of sixteen. Rows are as long as a multiple of it. */
const STEP: usize = 64;

/** Adds rows to `out`, as many as places stand at `list`. All are `length` bytes long. */
export function addRows(out: usize, length: usize, list: usize, count: i32): void {
  const end = list + ((<usize>count) << 2);
  for (let at: usize = 0; at < length; at += STEP) {
    const target = out + at;
    let a = v128.load(target);
    let b = v128.load(target, 16);
    let c = v128.load(target, 32);
    let d = v128.load(target, 48);
    for (let place = list; place < end; place += 4) {
      const row = <usize>load<u32>(place) + at;
      a = v128.or(a, v128.load(row));
      b = v128.or(b, v128.load(row, 16));
      c = v128.or(c, v128.load(row, 32));
      d = v128.or(d, v128.load(row, 48));
    }
    v128.store(target, a);
    v128.store(target, b, 16);
    v128.store(target, c, 32);
    v128.store(target, d, 48);
  }
}

/** Adds to `out` what `row` and `among` both hold; `length` bytes, or up to fifteen more. */
export function addAmong(out: usize, row: usize, among: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 16) {
    const both = v128.and(v128.load(row + at), v128.load(among + at));
    v128.store(out + at, v128.or(v128.load(out + at), both));
  }
}
