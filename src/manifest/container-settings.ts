import type { Path } from '../model/location.ts';
import { type ConfigVolumes, readConfigVolumes, readMounts } from './config-mounts.ts';
import type { ContainerSettings, Mention } from './container-resource.ts';
import { readEnvironment } from './environment.ts';
import { findInArguments } from './mentions.ts';
import type { Whole } from './metadata.ts';
import { readProbes } from './probes.ts';
import { field, items } from './read.ts';
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

type LateSettings = Omit<ContainerSettings, 'probes'>;

/** The settings of a container whose value stands at `path`. */
function readSettings(value: unknown, path: Path, volumes: ConfigVolumes): LateSettings {
  const command = items(value, 'command');
  const args = items(value, 'args');
  const { entries, values } = readEnvironment(value, path, command.length === 0 ? args : [...command, ...args]);
  return {
    environment: entries,
    arguments: readArguments(command, args, path, values),
    mounts: readMounts(value, path, volumes),
  };
}

/** Reads the settings of a container, whose value stands at `path` of the object. */
export type ReadSettings = (container: unknown, path: Path) => ContainerSettings;

/** At once, from a spec of a pod in which they have been read. */
export function settingsNow(podSpec: unknown): ReadSettings {
  const volumes = readConfigVolumes(items(podSpec, 'volumes'));
  return (container, path) => ({ probes: readProbes(container), ...readSettings(container, path, volumes) });
}

/** When somebody asks, from the whole object, in which the spec of the pod stands at `path`. */
export const settingsLater =
  (whole: Whole, path: Path): ReadSettings =>
  (container, place) =>
    new LaterSettings(container, { whole, path }, place);

interface Pod {
  readonly whole: Whole;
  readonly path: Path;
}

/** What is found at a path of a value: fields of mappings, and items of lists. */
const at = (value: unknown, path: Path): unknown =>
  path.reduce((found, step) => (typeof step === 'string' ? field(found, step) : asList(found)[step]), value);

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * The settings of a container, read when somebody asks: most reports never do. Until then nothing of them is kept but where
 * they stand, and what has been read of the container anyway; once read, hosts and ports are all that is.
 */
class LaterSettings implements ContainerSettings {
  readonly #pod: Pod;
  readonly #path: Path;
  #container: unknown;
  #probes: ContainerSettings['probes'] | undefined;
  #settings: LateSettings | undefined;

  constructor(container: unknown, pod: Pod, path: Path) {
    this.#container = container;
    this.#pod = pod;
    this.#path = path;
  }

  get probes(): ContainerSettings['probes'] {
    this.#probes ??= readProbes(this.#container);
    this.#container = undefined;
    return this.#probes;
  }

  get environment(): ContainerSettings['environment'] {
    return this.#read().environment;
  }

  get arguments(): ContainerSettings['arguments'] {
    return this.#read().arguments;
  }

  get mounts(): ContainerSettings['mounts'] {
    return this.#read().mounts;
  }

  #read(): LateSettings {
    if (this.#settings === undefined) {
      const whole = this.#pod.whole();
      const volumes = readConfigVolumes(items(at(whole, this.#pod.path), 'volumes'));
      this.#settings = readSettings(at(whole, this.#path), this.#path, volumes);
    }
    return this.#settings;
  }
}
