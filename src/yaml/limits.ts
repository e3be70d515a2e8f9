/** What one document may cost. Beyond it the document is reported (NG005), never cut short. */
export interface Limits {
  /** Length of the document's text, in UTF-16 code units. */
  readonly documentBytes: number;
  /**
   * Nodes of the document: before parsing as many as its punctuation can stand for, because events take memory, and
   * afterwards those behind an alias each time that they are reached.
   */
  readonly documentNodes: number;
  /** Mappings and sequences inside one another. */
  readonly depth: number;
  /** Uses of `*alias`. */
  readonly aliases: number;
}

export const DEFAULT_LIMITS: Limits = {
  documentBytes: 64 * 1024 * 1024,
  documentNodes: 4_000_000,
  depth: 100,
  aliases: 100,
};
