import type {
  Cluster,
  ConfigMapResource,
  Container,
  EnvironmentEntry,
  SettingValue,
  Workload,
} from '../cluster/index.ts';
import { qualifiedName } from '../model/object-ref.ts';
import { remember } from '../model/remember.ts';
import { readSettingName } from '../model/setting-name.ts';
import { groupBy } from '../model/group-by.ts';
import type { ServiceCatalog } from './service-view.ts';
import { serviceVariables } from './service-variables.ts';
import { type KnownSetting, type Lookup, type Saying, toldHost, type ToldHost } from './told-host.ts';

/** Settings that stand together, by name: an environment, or the files of one ConfigMap. */
type Settings = Map<string, KnownSetting>;

const UNKNOWN: KnownSetting = { hosts: [] };
const NOTHING: Lookup = () => undefined;

function known({ mentions, port }: SettingValue, saying: Saying, lookup: Lookup): KnownSetting {
  const hosts = mentions.flatMap((mention) => toldHost(mention, saying, lookup) ?? []);
  return port === undefined ? { hosts } : { hosts, port };
}

/** A host without port has the one of the setting beside it: `DB_HOST` that of `DB_PORT`. */
function withPorts(settings: Settings): ToldHost[] {
  const portOfStem = new Map<string, number>();
  for (const [name, { port }] of settings) if (port !== undefined) portOfStem.set(readSettingName(name).stem, port);
  return [...settings].flatMap(([name, { hosts }]) => {
    const { stem } = readSettingName(name);
    // `PORT` alone is where the workload itself listens.
    const port = stem === '' ? undefined : portOfStem.get(stem);
    if (port === undefined) return hosts;
    return hosts.map((told) => (told.port === undefined && told.scheme === undefined ? { ...told, port } : told));
  });
}

const saysAnything = ({ settings: { environment, arguments: words, mounts } }: Container): boolean =>
  environment.length > 0 || words.length > 0 || mounts.length > 0;

/** Reads what workloads are told, container by container, their own settings before those of ConfigMaps (semantics §1.16). */
export function toldHostsReader({ configMaps }: Cluster, catalog: ServiceCatalog): (workload: Workload) => ToldHost[] {
  const configMapOf = new Map(configMaps.map((each) => [qualifiedName(each.ref), each]));
  const servicesOf = groupBy(catalog.services, ({ resource }) => resource.ref.namespace ?? '');
  const variablesOf = remember((namespace: string) => serviceVariables(servicesOf.get(namespace) ?? []));
  const apiServer = catalog.find('default', 'kubernetes');
  const apiVariables = serviceVariables(apiServer === undefined ? [] : [apiServer]);

  const find = ({ namespace }: Workload, name: string): ConfigMapResource | undefined =>
    configMapOf.get(`${namespace.name}/${name}`);

  const addConfigMap = ({ values, origin, ref }: ConfigMapResource, prefix: string, settings: Settings): void => {
    for (const [key, value] of values) {
      const source = `envFrom ${qualifiedName(ref)} ${prefix}${key}`;
      settings.set(prefix + key, known(value, { origin, source }, NOTHING));
    }
  };

  const addEntry = (entry: EnvironmentEntry, workload: Workload, settings: Settings, lookup: Lookup): void => {
    switch (entry.type) {
      case 'config-map': {
        const found = find(workload, entry.configMap);
        if (found !== undefined) addConfigMap(found, entry.prefix, settings);
        return;
      }
      case 'config-key': {
        const found = find(workload, entry.configMap);
        const value = found?.values.get(entry.key);
        const source = `env ${entry.name} of ${workload.namespace.name}/${entry.configMap}`;
        const isThere = found !== undefined && value !== undefined;
        settings.set(entry.name, isThere ? known(value, { origin: found.origin, source }, NOTHING) : UNKNOWN);
        return;
      }
      case 'value':
        settings.set(entry.name, known(entry, { origin: workload.origin, source: `env ${entry.name}` }, lookup));
        return;
      case 'unknown':
        settings.set(entry.name, UNKNOWN);
    }
  };

  const inEnvironment = (container: Container, workload: Workload): ToldHost[] => {
    const settings: Settings = new Map();
    const { namespace, template, origin } = workload;
    const linked = (name: string): ReturnType<Lookup> =>
      apiVariables.get(name) ?? (template.enableServiceLinks ? variablesOf(namespace.name).get(name) : undefined);
    const lookup: Lookup = (name) => settings.get(name) ?? linked(name);
    for (const entry of container.settings.environment) addEntry(entry, workload, settings, lookup);
    const inArguments = container.settings.arguments.flatMap(
      (mention) => toldHost(mention, { origin, source: String(mention.path.at(-2)) }, lookup) ?? [],
    );
    return [...withPorts(settings), ...inArguments];
  };

  const inFiles = ({ settings: { mounts } }: Container, workload: Workload): ToldHost[] =>
    mounts.flatMap(({ configMap, keys }) => {
      const found = find(workload, configMap);
      if (found === undefined) return [];
      const { values, origin, ref } = found;
      const settings: Settings = new Map();
      for (const key of keys ?? values.keys()) {
        const value = values.get(key);
        const saying = { origin, source: `file ${key} of ${qualifiedName(ref)}` };
        if (value !== undefined) settings.set(key, known(value, saying, NOTHING));
      }
      return withPorts(settings);
    });

  return (workload) => {
    const told = workload.template.containers
      .filter(saysAnything)
      .flatMap((container) => [...inEnvironment(container, workload), ...inFiles(container, workload)]);
    const isOwn = ({ origin }: ToldHost): boolean => origin === workload.origin;
    return [...told.filter(isOwn), ...told.filter((each) => !isOwn(each))];
  };
}
