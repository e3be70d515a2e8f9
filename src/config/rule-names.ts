/** What a configuration needs to know of rules. */
export interface RuleNames {
  /** The id of each rule, by id and by name. */
  readonly ids: ReadonlyMap<string, string>;
  /** A rule that nobody can turn off or suppress. */
  readonly isFixed: (id: string) => boolean;
}
