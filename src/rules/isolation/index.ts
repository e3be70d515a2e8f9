import type { Rule } from '../define-rule.ts';
import { dnsBlocked } from './dns-blocked.ts';
import { egressNotIsolated } from './egress-not-isolated.ts';
import { halfOpenConnection } from './half-open-connection.ts';
import { hostNetworkBypassesPolicy } from './host-network-bypasses-policy.ts';
import { ingressNotIsolated } from './ingress-not-isolated.ts';
import { namespaceWithoutDefaultDeny } from './namespace-without-default-deny.ts';
import { replicasCannotTalk } from './replicas-cannot-talk.ts';
import { workloadSealed } from './workload-sealed.ts';

/** NG1xx: who is isolated, and who is cut off. */
export const ISOLATION_RULES: readonly Rule[] = [
  ingressNotIsolated,
  egressNotIsolated,
  namespaceWithoutDefaultDeny,
  workloadSealed,
  hostNetworkBypassesPolicy,
  dnsBlocked,
  replicasCannotTalk,
  halfOpenConnection,
];
