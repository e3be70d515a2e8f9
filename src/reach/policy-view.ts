import type { IpBlock } from '../model/ip-set.ts';
import type { Selector } from '../model/selector.ts';
import type { PodScope, PolicyRules, Rule, Tier } from '../policy/index.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** Everything by which policies can tell endpoints apart, each once. */
export interface PolicyView {
  readonly blocks: readonly IpBlock[];
  /** What selectors say of pod labels, those of subjects and of peers. */
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
  const addRule = ({ ports, peers }: Rule): void => {
    if (ports !== 'any') for (const port of ports) if (port.type === 'named') portNames.add(port.name);
    if (peers === 'anyone') return;
    for (const peer of peers) {
      if (peer.type === 'addresses') blocks.set(peer.block.text, peer.block);
      else if (peer.type === 'nodes') nodeSelectors.add(peer.selector);
      else addScope(peer);
    }
  };
  for (const { policies } of tiers)
    for (const policy of policies) {
      addScope(policy.subject);
      policy.ingress?.rules.forEach(addRule);
      policy.egress?.rules.forEach(addRule);
    }
  return {
    blocks: [...blocks.values()],
    vocabulary: vocabularyOf(podSelectors),
    namespaceSelectors: [...namespaceSelectors],
    nodeSelectors: [...nodeSelectors],
    namespaceNames,
    portNames,
  };
}
