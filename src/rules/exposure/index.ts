import type { Rule } from '../define-rule.ts';
import { egressToInternet } from './egress-to-internet.ts';
import { externalIps } from './external-ips.ts';
import { loadBalancerOpen } from './load-balancer-open.ts';
import { metadataServiceReachable } from './metadata-service-reachable.ts';
import { openToAllNamespaces } from './open-to-all-namespaces.ts';
import { openToInternetRule } from './open-to-internet.ts';
import { sensitivePortOpen } from './sensitive-port-open.ts';

/** NG4xx: what is open to outside. */
export const EXPOSURE_RULES: readonly Rule[] = [
  openToInternetRule,
  sensitivePortOpen,
  egressToInternet,
  metadataServiceReachable,
  openToAllNamespaces,
  loadBalancerOpen,
  externalIps,
];
