import type { Dirent } from 'node:fs';

/** What a folder holds by the files in it, when that is not manifests as they would be applied. */
export interface FolderKind {
  /** The file that tells, by name. */
  readonly marker: string;
  /** Whether an entry of the folder is nonetheless read. */
  reads(name: string): boolean;
  message(folder: string): string;
}

const CHART_FOLDERS = ['templates', 'charts', 'crds'];
const CHART_FILES = /^(?:Chart\.(?:yaml|lock)|values.*\.(?:ya?ml|json)|requirements\.ya?ml)$/;

const chart: FolderKind = {
  marker: 'Chart.yaml',
  reads: (name) => !CHART_FOLDERS.includes(name) && !CHART_FILES.test(name),
  message: (folder) =>
    `a Helm chart, whose templates are no manifests: \`helm template ${folder} | netgraph analyze -\` reads what they render to`,
};

const kustomization = (marker: string): FolderKind => ({
  marker,
  reads: () => false,
  message: (folder) =>
    'Kustomize changes the files of this folder before they are applied, so they are not read as they stand: ' +
    `\`kubectl kustomize ${folder} | netgraph analyze -\` reads the result`,
});

const KINDS = [...['kustomization.yaml', 'kustomization.yml', 'Kustomization'].map(kustomization), chart];

const PLACES: ReadonlyMap<string, number> = new Map(KINDS.map(({ marker }, place) => [marker, place]));

/** The kind of a folder with these entries; undefined for one that holds plain manifests. */
export function folderKind(entries: readonly Pick<Dirent, 'name' | 'isDirectory'>[]): FolderKind | undefined {
  let first = KINDS.length;
  for (const entry of entries) {
    const place = PLACES.get(entry.name);
    if (place !== undefined && place < first && !entry.isDirectory()) first = place;
  }
  return KINDS[first];
}
