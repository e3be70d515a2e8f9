import type { Rule } from '../define-rule.ts';
import { backendBlocked } from './backend-blocked.ts';
import { backendPortMissing } from './backend-port-missing.ts';
import { backendServiceMissing } from './backend-service-missing.ts';
import { duplicateRoute } from './duplicate-route.ts';
import { referenceGrantMissing } from './reference-grant-missing.ts';
import { routeNotAttached } from './route-not-attached.ts';

/** NG221 to NG226: Ingresses, Gateway API routes, OpenShift Routes. */
export const ROUTE_RULES: readonly Rule[] = [
  backendServiceMissing,
  backendPortMissing,
  backendBlocked,
  routeNotAttached,
  referenceGrantMissing,
  duplicateRoute,
];
