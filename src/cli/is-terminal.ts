import { fstatSync, statSync } from 'node:fs';

/** Whether it may be one; devices are asked about, and what the system does not tell. */
function mayBeTerminal(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    return stats.isCharacterDevice() && stats.rdev !== statSync('/dev/null').rdev;
  } catch {
    return true;
  }
}

/** Whether an open file is a terminal. `node:tty` knows, and brings the network with it: pipes and files do without. */
export const isTerminal = (fd: number): boolean => mayBeTerminal(fd) && process.getBuiltinModule('node:tty').isatty(fd);
