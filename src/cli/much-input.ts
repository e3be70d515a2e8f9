/** Below it, a run ends before it would pay to prepare for a long one. */
const LITTLE = 64 * 1024;

/** Is told the size of each text before it is read, and calls `prepare` once, when it is more than a little. */
export function beforeMuchInput(prepare: () => void): (size: number) => void {
  let bytes = 0;
  return (size) => {
    const before = bytes;
    bytes += size;
    if (before <= LITTLE && bytes > LITTLE) prepare();
  };
}

/**
 * With the budget that Node 20 gives a function before it is optimized, much of the CPU time is compiling. Other versions have
 * not been measured. `node:v8` brings the streams with it: a small run does without.
 */
export function raiseBudget(): void {
  if (!process.versions.node.startsWith('20.')) return;
  process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=500000');
}
