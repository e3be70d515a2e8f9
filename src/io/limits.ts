/** How much is read. What lies beyond is reported (NG005), never left out in silence. */
export interface InputLimits {
  readonly fileBytes: number;
  readonly totalBytes: number;
  readonly files: number;
  /** Folders inside one another, below a folder that the user names. */
  readonly depth: number;
}

const MEBIBYTE = 1024 * 1024;

export const DEFAULT_INPUT_LIMITS: InputLimits = {
  fileBytes: 1024 * MEBIBYTE,
  totalBytes: 4096 * MEBIBYTE,
  files: 50_000,
  depth: 64,
};
