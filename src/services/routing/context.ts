import type { Cluster } from '../../cluster/index.ts';
import type { ExplainMissing } from '../missing-service.ts';
import type { ServiceCatalog } from '../service-view.ts';

/** What routes are looked up in. */
export interface RoutingContext {
  readonly cluster: Cluster;
  readonly catalog: ServiceCatalog;
  readonly explainMissing: ExplainMissing;
}
