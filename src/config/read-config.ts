import type { ConfiguredIgnore } from '../model/ignore.ts';
import { ipBlock, type IpBlock, parseAddress } from '../model/ip-set.ts';
import type { Origin, Path } from '../model/location.ts';
import { DNS_PRESETS, type OutsidePods, POD_PRESETS } from '../model/outside-pods.ts';
import { didYouMean, firstComplaint, wrongAt } from './complaint.ts';
import { type Config, NO_CONFIG, type RuleChoice } from './config.ts';
import type { ConfigFile, PodsEntry, SuppressEntry } from './config-file.ts';
import { validator } from './generated/validator.js';
import type { RuleNames } from './rule-names.ts';

type Labels = ReadonlyMap<string, string>;

const labelsOf = (labels: Readonly<Record<string, string>> | undefined): Labels =>
  new Map(Object.entries(labels ?? {}));

/** Reads the parts of a file that its schema cannot judge. */
class ConfigReader {
  readonly #origin: Origin;
  readonly #names: RuleNames;

  constructor(origin: Origin, names: RuleNames) {
    this.#origin = origin;
    this.#names = names;
  }

  #each<Item, Value>(items: readonly Item[] | undefined, path: Path, read: (item: Item, path: Path) => Value): Value[] {
    return (items ?? []).map((item, index) => read(item, [...path, index]));
  }

  #rule(text: string, path: Path): string {
    const id = this.#names.ids.get(text);
    if (id !== undefined) return id;
    const hint = didYouMean(text, this.#names.ids.keys()) ?? 'netgraph rules lists them';
    throw wrongAt(this.#origin.locate(path), `there is no rule "${text}"`, hint);
  }

  rules(entries: ConfigFile['rules']): Map<string, RuleChoice> {
    const rules = new Map<string, RuleChoice>();
    for (const [text, written] of Object.entries(entries ?? {})) {
      const path = ['rules', text];
      const id = this.#rule(text, path);
      const choice = typeof written === 'boolean' ? (written ? 'on' : 'off') : written;
      if (rules.has(id)) throw wrongAt(this.#origin.locate(path), `${id} is there twice, by its id and by its name`);
      if (this.#names.isFixed(id)) throw wrongAt(this.#origin.locate(path), ...fixedRule(id));
      rules.set(id, choice);
    }
    return rules;
  }

  blocks(key: 'podCIDRs' | 'serviceCIDRs' | 'nodeCIDRs', texts: readonly string[] | undefined): IpBlock[] {
    return this.#each(texts, [key], (text, path) => {
      const block = ipBlock(text);
      if (block === undefined)
        throw wrongAt(this.#origin.locateValue(path), `"${text}" is no CIDR`, 'such as 10.244.0.0/16 or fd00::/48');
      return block;
    });
  }

  pods(
    presets: Readonly<Record<string, OutsidePods>>,
    entries: readonly PodsEntry[] | undefined,
    at: Path,
  ): OutsidePods[] {
    return this.#each(entries, at, (entry, path) => {
      const preset = typeof entry === 'string' ? presets[entry] : undefined;
      if (preset !== undefined || typeof entry === 'string') return preset ?? [];
      const { namespace, namespaceLabels, labels, addresses, ports = [] } = entry;
      return {
        namespace,
        namespaceLabels: labelsOf(namespaceLabels),
        labels: labelsOf(labels),
        addresses: this.#each(addresses, [...path, 'addresses'], (text, place) => this.#address(text, place)),
        ports,
      };
    }).flat();
  }

  #address(text: string, path: Path): bigint {
    const address = parseAddress(text);
    if (address === undefined) throw wrongAt(this.#origin.locateValue(path), `"${text}" is no address`);
    return address;
  }

  suppressions(entries: readonly SuppressEntry[] | undefined): ConfiguredIgnore[] {
    return this.#each(entries, ['suppress'], ({ rules, until, ...entry }, path) => {
      const ids = this.#each(rules, [...path, 'rules'], (text, place) => {
        const id = this.#rule(text, place);
        if (this.#names.isFixed(id) || id === 'NG010') throw wrongAt(this.#origin.locate(place), ...fixedRule(id));
        return id;
      });
      if (until !== undefined && !isDay(until))
        throw wrongAt(this.#origin.locateValue([...path, 'until']), `there is no day ${until}`);
      const end = until === undefined ? {} : { until };
      return { source: 'configuration' as const, ...entry, ...end, rules: ids, location: this.#origin.locate(path) };
    });
  }

  /** A configuration comes with the manifests: it does not reach out of its folder. */
  baseline(text: string): string {
    const isInside = text !== '' && !/^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(text);
    if (isInside) return text;
    throw wrongAt(
      this.#origin.locateValue(['baseline']),
      `"${text}" is no file inside the folder of the configuration`,
    );
  }
}

/** What was not read is not chosen away, and a suppression of no use is deleted, not suppressed. */
const fixedRule = (id: string): [message: string, hint: string] =>
  id === 'NG010'
    ? ['NG010 cannot be suppressed', 'delete the suppression that it tells of, or turn the rule off under rules']
    : [`${id} cannot be changed: it says that something was not read`, '--allow-incomplete takes its exit code back'];

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/**
 * Reads the value of a configuration file; an empty file says nothing. Throws a `NetgraphError` with the place of the
 * first thing that is wrong.
 */
export function readConfig(value: unknown, origin: Origin, names: RuleNames): Config {
  if (value === null || value === undefined) return NO_CONFIG;
  const validate = validator();
  if (!validate(value)) throw firstComplaint(validate.errors ?? [], origin);
  const file = value as ConfigFile;
  const reader = new ConfigReader(origin, names);
  const { defaultNamespace, clusterDomain, failOn, external = {}, ingressControllers, baseline } = file;
  return {
    rules: reader.rules(file.rules),
    ...(defaultNamespace === undefined ? {} : { defaultNamespace }),
    ...(clusterDomain === undefined ? {} : { clusterDomain }),
    ...(ingressControllers === undefined
      ? {}
      : {
          ingressControllers: ingressControllers.map(({ namespace, labels }) => ({
            namespace,
            labels: labelsOf(labels),
          })),
        }),
    external: {
      namespaces: external.namespaces ?? [],
      ...(external.dns === undefined ? {} : { dns: reader.pods(DNS_PRESETS, external.dns, ['external', 'dns']) }),
      pods: reader.pods(POD_PRESETS, external.pods, ['external', 'pods']),
    },
    podBlocks: reader.blocks('podCIDRs', file.podCIDRs),
    serviceBlocks: reader.blocks('serviceCIDRs', file.serviceCIDRs),
    nodeBlocks: reader.blocks('nodeCIDRs', file.nodeCIDRs),
    exclude: file.exclude ?? [],
    ...(failOn === undefined ? {} : { failOn }),
    suppress: reader.suppressions(file.suppress),
    ...(baseline === undefined ? {} : { baseline: reader.baseline(baseline) }),
  };
}
