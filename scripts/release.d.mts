/** The text of the changelog below the heading of a version; undefined where it has none. */
export function changesOf(changelog: string, version: string): string | undefined;

/** Everything that speaks against a release, as sentences. */
export function objections(
  manifest: { readonly version: string; readonly scripts?: Readonly<Record<string, string>> },
  lockVersion: string,
  changelog: string,
  git: (command: string, ...args: string[]) => string,
): string[];
