import type { AdminPeer, AdminPolicyResource, AdminRule } from '../../cluster/index.ts';
import { EVERYTHING } from '../../model/selector.ts';
import type { Direction, Peer, Policy, PolicyRules, PodScope, Rule } from '../rule.ts';

function compilePeer(peer: AdminPeer, action: AdminRule['action']): Peer[] {
  switch (peer.type) {
    case 'namespaces':
      return [{ type: 'pods', namespaces: { type: 'labels', selector: peer.namespaceSelector }, pods: EVERYTHING }];
    case 'pods':
      return [
        { type: 'pods', namespaces: { type: 'labels', selector: peer.namespaceSelector }, pods: peer.podSelector },
      ];
    case 'nodes':
      return [{ type: 'nodes', selector: peer.nodeSelector, includesPods: action === 'allow' }];
    case 'networks':
      return peer.blocks.map((block): Peer => ({ type: 'addresses', block }));
    case 'domain-names':
    case 'unknown':
      return [];
  }
}

/**
 * Whom a rule is for, and what it does to them. With a peer that is not understood it fails closed (semantics §2.1): an
 * allowing rule then matches nobody, a denying or passing one denies everybody.
 */
function compileDecision({ peers, action }: AdminRule): Pick<Rule, 'action' | 'peers'> {
  const isUnderstood = peers.every(({ type }) => type !== 'unknown');
  if (isUnderstood) return { action, peers: peers.flatMap((peer) => compilePeer(peer, action)) };
  return action === 'allow' ? { action, peers: [] } : { action: 'deny', peers: 'anyone' };
}

function compileRule(rule: AdminRule, direction: Direction, index: number): Rule {
  const domainNames = rule.peers.flatMap((peer) => (peer.type === 'domain-names' ? peer.names : []));
  return {
    ...compileDecision(rule),
    ports: rule.ports ?? 'any',
    path: ['spec', direction, index],
    ...(rule.name === undefined ? {} : { name: rule.name }),
    ...(domainNames.length === 0 ? {} : { domainNames }),
  };
}

function compileSubject(subject: AdminPolicyResource['subject']): PodScope {
  const namespaces = { type: 'labels', selector: subject.namespaceSelector } as const;
  return { namespaces, pods: subject.type === 'pods' ? subject.podSelector : EVERYTHING };
}

function compileDirection(
  resource: AdminPolicyResource,
  direction: Direction,
): Partial<Record<Direction, PolicyRules>> {
  const rules = resource[direction].map((rule, index) => compileRule(rule, direction, index));
  return rules.length === 0 ? {} : { [direction]: { isolates: false, rules } };
}

/** The admin kinds never isolate: what no rule matches goes on to the next tier (semantics §2.1 to §2.3). */
export const compileAdminPolicy = (resource: AdminPolicyResource): Policy => ({
  ref: resource.ref,
  origin: resource.origin,
  subject: compileSubject(resource.subject),
  order: resource.priority,
  ...compileDirection(resource, 'ingress'),
  ...compileDirection(resource, 'egress'),
});
