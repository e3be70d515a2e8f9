/** What the exit code says, the same for every format (docs/output.md). It is never a count: counts wrap at 256. */
export const EXIT = {
  ok: 0,
  /** Findings at or above `--fail-on`; for `query`: nothing is allowed. */
  findings: 1,
  usage: 2,
  /** Something was not read, so the result may not hold for the whole cluster. */
  incomplete: 3,
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
