/** What stops the run: wrong usage or configuration. A problem in the input is a `Problem`, never this. */
export class NetgraphError extends Error {
  /** What the user can do about it. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'NetgraphError';
    this.hint = hint;
  }
}
