import { terminalLink } from './escape.ts';

/** How text is set off. Plain text loses nothing: colour never says what words do not. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
  /** Text that opens an address. */
  readonly link: (text: string, address: string) => string;
}

const asIs = (text: string): string => text;

export const PLAIN: Style = { strong: asIs, faint: asIs, good: asIs, bad: asIs, doubtful: asIs, link: asIs };

const ansi =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

export const COLOURED: Style = {
  strong: ansi(1, 22),
  faint: ansi(2, 22),
  good: ansi(32, 39),
  bad: ansi(31, 39),
  doubtful: ansi(33, 39),
  link: terminalLink,
};
