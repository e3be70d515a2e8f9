import type { IpBlock } from '../model/ip-set.ts';
import type { Selector } from '../model/selector.ts';
import { type Vocabulary, vocabularyOf } from './label-columns.ts';
import type { PodScope, PolicyRules, Tier } from '../policy/index.ts';

/** Everything by which policies can tell endpoints apart, each once. */
export interface PolicyView {
  readonly blocks: readonly IpBlock[];
  /** Selectors on pod labels: subjects and peers. */
  readonly podSelectors: readonly Selector[];
  /** What these name. */
  readonly vocabulary: Vocabulary;
  readonly namespaceSelectors: readonly Selector[];
  readonly nodeSelectors: readonly Selector[];
  /** Namespaces that a scope names. */
  readonly namespaceNames: ReadonlySet<string>;
  /** Names of container ports. */
  readonly portNames: ReadonlySet<string>;
}

/** The two directions of a policy, those that it has. */
export const rulesOf = (policy: { ingress?: PolicyRules; egress?: PolicyRules }): PolicyRules[] =>
  [policy.ingress, policy.egress].filter((rules): rules is PolicyRules => rules !== undefined);

/** Collects what the tiers look at. */
export function policyView(tiers: readonly Tier[]): PolicyView {
  const blocks = new Map<string, IpBlock>();
  const podSelectors = new Set<Selector>();
  const namespaceSelectors = new Set<Selector>();
  const nodeSelectors = new Set<Selector>();
  const namespaceNames = new Set<string>();
  const portNames = new Set<string>();
  const addScope = ({ namespaces, pods }: PodScope): void => {
    podSelectors.add(pods);
    if (namespaces.type === 'labels') namespaceSelectors.add(namespaces.selector);
    else namespaceNames.add(namespaces.name);
  };
  for (const policy of tiers.flatMap((tier) => tier.policies)) {
    addScope(policy.subject);
    for (const rule of rulesOf(policy).flatMap(({ rules }) => rules)) {
      if (rule.ports !== 'any') for (const port of rule.ports) if (port.type === 'named') portNames.add(port.name);
      if (rule.peers === 'anyone') continue;
      for (const peer of rule.peers) {
        if (peer.type === 'addresses') blocks.set(peer.block.text, peer.block);
        else if (peer.type === 'nodes') nodeSelectors.add(peer.selector);
        else addScope(peer);
      }
    }
  }
  return {
    blocks: [...blocks.values()],
    podSelectors: [...podSelectors],
    vocabulary: vocabularyOf(podSelectors),
    namespaceSelectors: [...namespaceSelectors],
    nodeSelectors: [...nodeSelectors],
    namespaceNames,
    portNames,
  };
}
