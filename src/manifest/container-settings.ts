import type { Path } from '../model/location.ts';
import { once } from '../model/remember.ts';
import { type ConfigVolumes, readMounts } from './config-mounts.ts';
import type { ContainerSettings, Mention } from './container-resource.ts';
import { readEnvironment } from './environment.ts';
import { findInArguments } from './mentions.ts';
import { readProbes } from './probes.ts';
import { isMapping, items, type Mapping } from './read.ts';
import { expand } from './references.ts';

const NO_MENTIONS: readonly Mention[] = [];

const isText = (value: unknown): value is string => typeof value === 'string';

function readArguments(
  command: readonly unknown[],
  args: readonly unknown[],
  path: Path,
  values: ReadonlyMap<string, string>,
): readonly Mention[] {
  if (command.length === 0 && args.length === 0) return NO_MENTIONS;
  const written = [...command, ...args].map((each) => (isText(each) ? expand(each, values) : ''));
  const found = findInArguments(written);
  if (found.length === 0) return NO_MENTIONS;
  const placeOf = (index: number): Path =>
    index < command.length ? [...path, 'command', index] : [...path, 'args', index - command.length];
  return found.map((each) => ({ ...each.found, path: placeOf(each.index) }));
}

/** The settings of a container whose value stands at `path`. */
export function readSettings(value: unknown, path: Path, volumes: ConfigVolumes): ContainerSettings {
  const command = items(value, 'command');
  const args = items(value, 'args');
  const { entries, values } = readEnvironment(value, path, command.length === 0 ? args : [...command, ...args]);
  return {
    probes: readProbes(value, path),
    environment: entries,
    arguments: readArguments(command, args, path, values),
    mounts: readMounts(value, path, volumes),
  };
}

const FIELDS = [
  'env',
  'envFrom',
  'command',
  'args',
  'volumeMounts',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
] as const;

/** The fields that settings are read from, so that the rest of the container need not be kept. */
function settingFields(value: unknown): Mapping {
  const fields: Record<string, unknown> = {};
  if (isMapping(value)) for (const key of FIELDS) if (Object.hasOwn(value, key)) fields[key] = value[key];
  return fields;
}

/**
 * The same, read when somebody asks: most reports never do. Until then the fields are kept as written, beside the text of the
 * file that places are found in; once read, hosts and ports are all that is left of them.
 */
export function laterSettings(value: unknown, path: Path, volumes: () => ConfigVolumes): ContainerSettings {
  let fields: Mapping | undefined = settingFields(value);
  const settings = once(() => {
    const read = readSettings(fields, path, volumes());
    fields = undefined;
    return read;
  });
  // Rules ask for probes of every container, and for the rest of none.
  const probes = once(() => (fields === undefined ? settings().probes : readProbes(fields, path)));
  return {
    get probes() {
      return probes();
    },
    get environment() {
      return settings().environment;
    },
    get arguments() {
      return settings().arguments;
    },
    get mounts() {
      return settings().mounts;
    },
  };
}
