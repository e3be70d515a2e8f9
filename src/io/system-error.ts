/** The code of a failed system call, such as `EPIPE`. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

const REASONS = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ELOOP', 'its symbolic links lead in a circle'],
  ['ENAMETOOLONG', 'the path is too long'],
  ['EMFILE', 'too many files are open'],
]);

/** Why a file system call failed, without the absolute path that Node puts into its message. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return code === undefined ? 'unknown error' : (REASONS.get(code) ?? code);
}

const PAUSE_MILLISECONDS = 2;
const clock = new Int32Array(new SharedArrayBuffer(4));

/** Waits a moment, without spinning, for the other end of a pipe. */
export function pause(): void {
  Atomics.wait(clock, 0, 0, PAUSE_MILLISECONDS);
}
