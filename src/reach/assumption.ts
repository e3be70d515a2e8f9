/** Something that manifests do not say and that a verdict rests on (docs/architecture.md, "Assumptions"). */
export interface Assumption {
  /** Stable, for scripts. */
  readonly id: string;
  /** What is taken to be so; where the other reading would open a connection, the sentence says it. */
  readonly message: string;
  /** What the user can give so that nothing need be assumed. */
  readonly setting: string;
  /** Ids of the endpoints that depend on it, in order. */
  readonly affected: readonly string[];
}
