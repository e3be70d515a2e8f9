import type { Path } from '../model/location.ts';
import type { ConfigMount } from './container-resource.ts';
import { field, items, nonEmptyText, text } from './read.ts';

/** One key of a ConfigMap and the file that it becomes. */
interface MountedKey {
  readonly key: string;
  readonly file: string;
}

interface MountedConfig {
  readonly configMap: string;
  /** Absent: every key, each a file of its own name. */
  readonly keys?: readonly MountedKey[];
}

/** The ConfigMaps behind each volume of a pod that has some. */
export type ConfigVolumes = ReadonlyMap<string, readonly MountedConfig[]>;

const NONE: ConfigVolumes = new Map();
const NO_MOUNTS: readonly ConfigMount[] = [];

function readConfig(source: unknown): MountedConfig | undefined {
  const configMap = nonEmptyText(source, 'name');
  if (configMap === undefined) return undefined;
  const keys = items(source, 'items').flatMap((item): MountedKey[] => {
    const key = text(item, 'key');
    return key === undefined ? [] : [{ key, file: text(item, 'path') ?? key }];
  });
  return keys.length === 0 ? { configMap } : { configMap, keys };
}

/** `configMap` volumes, and the ConfigMaps among the sources of `projected` ones. */
export function readConfigVolumes(written: readonly unknown[]): ConfigVolumes {
  let volumes: Map<string, readonly MountedConfig[]> | undefined;
  for (const volume of written) {
    const own = field(volume, 'configMap');
    const projected = field(volume, 'projected');
    if (own === undefined && projected === undefined) continue;
    const sources =
      projected === undefined ? [own] : items(projected, 'sources').map((each) => field(each, 'configMap'));
    const found = sources.flatMap((source) => readConfig(source) ?? []);
    const name = text(volume, 'name');
    if (name !== undefined && found.length > 0) (volumes ??= new Map()).set(name, found);
  }
  return volumes ?? NONE;
}

/** The keys that one mount shows: with `subPath`, the file of that name or those below it. */
function keysOf({ keys }: MountedConfig, subPath: string | undefined): readonly string[] | undefined {
  if (subPath === undefined) return keys?.map(({ key }) => key);
  const isShown = ({ file }: MountedKey): boolean => file === subPath || file.startsWith(`${subPath}/`);
  return keys === undefined ? [subPath] : keys.filter(isShown).map(({ key }) => key);
}

/** The ConfigMaps that a container at `path` sees as files. */
export function readMounts(container: unknown, path: Path, volumes: ConfigVolumes): readonly ConfigMount[] {
  if (volumes.size === 0) return NO_MOUNTS;
  const mounts: ConfigMount[] = [];
  for (const [index, mount] of items(container, 'volumeMounts').entries()) {
    const subPath = nonEmptyText(mount, 'subPath');
    for (const config of volumes.get(text(mount, 'name') ?? '') ?? []) {
      const keys = keysOf(config, subPath);
      const place = [...path, 'volumeMounts', index];
      mounts.push({ configMap: config.configMap, path: place, ...(keys === undefined ? {} : { keys }) });
    }
  }
  return mounts;
}
