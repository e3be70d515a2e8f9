/** Writes the command, as it is released, to a file. */
export function bundleCommand(outfile: string, version: string): Promise<void>;
