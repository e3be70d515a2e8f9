import type { IpBlock } from '../model/ip-set.ts';
import type { Origin, Path } from '../model/location.ts';
import type { ObjectRef } from '../model/object-ref.ts';
import type { Protocol } from '../model/protocol.ts';
import type { Selector } from '../model/selector.ts';

export type Direction = 'ingress' | 'egress';

/** Whose namespaces: one by name, or all whose labels match. */
export type NamespaceScope =
  { readonly type: 'name'; readonly name: string } | { readonly type: 'labels'; readonly selector: Selector };

/** Pods with these labels in these namespaces. Selectors never match anything but pods (semantics §1.6). */
export interface PodScope {
  readonly namespaces: NamespaceScope;
  readonly pods: Selector;
}

export type Peer =
  | ({ readonly type: 'pods' } & PodScope)
  /** Nodes with these labels; `includesPods`: also pods known to run on one (docs/adr/0003). */
  | { readonly type: 'nodes'; readonly selector: Selector; readonly includesPods: boolean }
  | { readonly type: 'addresses'; readonly block: IpBlock };

/** Ports of the destination. A name is resolved on the destination pod; without a protocol it is the port's own. */
export type PortMatch =
  | { readonly type: 'range'; readonly protocol: Protocol; readonly first: number; readonly last: number }
  | { readonly type: 'named'; readonly name: string; readonly protocol?: Protocol };

export type Action = 'allow' | 'deny' | 'pass';

/** One ordered rule: what it decides, for which other side (any of the peers), on which ports. */
export interface Rule {
  readonly action: Action;
  /** `anyone` is everything, inside the cluster and outside; an empty list is nobody. */
  readonly peers: readonly Peer[] | 'anyone';
  /** `any` is every port of every protocol, also of those that cannot be named. */
  readonly ports: readonly PortMatch[] | 'any';
  /** Its own name in the manifest, where the dialect has names for rules. */
  readonly name?: string;
  /** Where it stands in the policy object. */
  readonly path: Path;
  /** Peers that no manifest can decide; such a peer matches nothing here. */
  readonly domainNames?: readonly string[];
}

/** What a policy says for one direction. `isolates`: what no rule of the tier matched is denied at the tier's end. */
export interface PolicyRules {
  readonly isolates: boolean;
  readonly rules: readonly Rule[];
}

/** A policy of any dialect in the one form that the solver knows. A direction without rules does not concern it. */
export interface Policy {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  /** The pods it applies to, never those on the host network. */
  readonly subject: PodScope;
  /** The place inside its tier: lower is evaluated first. */
  readonly order: number;
  readonly ingress?: PolicyRules;
  readonly egress?: PolicyRules;
}

/**
 * Tiers are walked in order; a tier without a policy that selects the endpoint is skipped; the first rule that matches
 * decides; `pass` goes on to the next tier; at the end of a tier an isolating policy denies; after the last tier: allow.
 */
export interface Tier {
  readonly name: string;
  /** In the order of evaluation; equal orders by id, so that the result never depends on the order of files. */
  readonly policies: readonly Policy[];
}
