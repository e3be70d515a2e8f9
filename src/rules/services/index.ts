import type { Rule } from '../define-rule.ts';
import { ROUTE_RULES } from '../routes/index.ts';
import { containerPortConflict } from './container-port-conflict.ts';
import { externalNameDangling } from './external-name-dangling.ts';
import { headlessPortDiffers } from './headless-port-differs.ts';
import { hostPortConflict } from './host-port-conflict.ts';
import { nodePortConflict } from './node-port-conflict.ts';
import { policyOpensServicePort } from './policy-opens-service-port.ts';
import { probePortUndeclared } from './probe-port-undeclared.ts';
import { servicePartlyReachable } from './service-partly-reachable.ts';
import { servicePortShadowed } from './service-port-shadowed.ts';
import { serviceSelectsNothing } from './service-selects-nothing.ts';
import { serviceUnreachable } from './service-unreachable.ts';
import { serviceWithoutEndpoints } from './service-without-endpoints.ts';
import { statefulSetServiceMissing } from './stateful-set-service-missing.ts';
import { targetPortPartlyResolved } from './target-port-partly-resolved.ts';
import { targetPortUndeclared } from './target-port-undeclared.ts';
import { targetPortUnresolved } from './target-port-unresolved.ts';

/** NG2xx: Services, routes and ports. */
export const SERVICE_RULES: readonly Rule[] = [
  serviceSelectsNothing,
  targetPortUnresolved,
  targetPortPartlyResolved,
  targetPortUndeclared,
  serviceWithoutEndpoints,
  serviceUnreachable,
  policyOpensServicePort,
  servicePartlyReachable,
  headlessPortDiffers,
  statefulSetServiceMissing,
  nodePortConflict,
  containerPortConflict,
  hostPortConflict,
  probePortUndeclared,
  externalNameDangling,
  servicePortShadowed,
  ...ROUTE_RULES,
];
