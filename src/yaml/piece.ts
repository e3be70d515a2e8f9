/** A stretch of a file that holds one document, with the directives and comments before it. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** The first character of the document itself. */
  readonly content: number;
}
