import type { Stage } from './much-input.ts';

/** What a command sees of the machine. `main.ts` gives it the real one, a test its own. */
export interface Terminal {
  /** What the command is called by; `netgraph` without it. */
  readonly name?: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `-` stands for; without it the standard input of the process. */
  readonly stdin?: () => string | Uint8Array;
  readonly stdout: { readonly isTTY: boolean; readonly write: (chunks: Iterable<string>) => void };
  readonly stderr: { readonly isTTY: boolean; readonly write: (text: string) => void };
  /** Replaces a file as a whole; the path is relative to `cwd`. */
  readonly writeFile: (path: string, chunks: Iterable<string>) => void;
  /** The address of the page of a rule, for a terminal to open; without it, or where it gives none, there are no links. */
  readonly rulePage?: (rule: string) => string | undefined;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** The day, as `2026-11-25`, that ends of suppressions are compared with; without it none has ended. */
  readonly today?: () => string;
  /** Called when a run turns out to be a long one, and when it has read everything. */
  readonly prepareFor?: (stage: Stage) => void;
  /** What is still to be done when the command has said everything. */
  readonly atEnd?: (() => void)[];
}
