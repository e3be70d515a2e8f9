import { addressText, type IpBlock } from '../model/ip-set.ts';
import type { ConfiguredIgnore } from '../model/ignore.ts';
import type { OutsidePods } from '../model/outside-pods.ts';
import type { Config } from './config.ts';

const textsOf = (blocks: readonly IpBlock[]): string[] => blocks.map(({ text }) => text);

const podsValue = ({ namespace, namespaceLabels, labels, addresses, ports }: OutsidePods): object => ({
  namespace,
  ...(namespaceLabels.size === 0 ? {} : { namespaceLabels: Object.fromEntries(namespaceLabels) }),
  labels: Object.fromEntries(labels),
  ...(addresses.length === 0 ? {} : { addresses: addresses.map(addressText) }),
  ...(ports.length === 0 ? {} : { ports }),
});

const suppressValue = ({ rules, kind, namespace, name, reason, until }: ConfiguredIgnore): object =>
  Object.fromEntries(
    Object.entries({ rules, kind, namespace, name, reason, until }).filter(([, value]) => value !== undefined),
  );

/** A configuration as plain data that `readConfig` reads as the same again. */
export function configValue(config: Config): object {
  const { rules, external, ingressControllers, podBlocks, serviceBlocks, nodeBlocks, suppress, ...same } = config;
  const { namespaces, dns, pods } = external;
  const { defaultNamespace, clusterDomain, exclude, failOn, baseline } = same;
  const value = {
    rules: Object.fromEntries(rules),
    defaultNamespace,
    clusterDomain,
    ingressControllers: ingressControllers?.map(({ namespace, labels }) => ({
      namespace,
      labels: Object.fromEntries(labels),
    })),
    external: { namespaces, ...(dns === undefined ? {} : { dns: dns.map(podsValue) }), pods: pods.map(podsValue) },
    podCIDRs: textsOf(podBlocks),
    serviceCIDRs: textsOf(serviceBlocks),
    nodeCIDRs: textsOf(nodeBlocks),
    exclude,
    failOn,
    suppress: suppress.map(suppressValue),
    baseline,
  };
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
