import type { Cluster } from '../cluster/index.ts';
import type { Tier } from '../policy/index.ts';
import type { Reachability } from '../reach/index.ts';
import type { ServiceOverview } from '../services/index.ts';
import type { RuleSettings } from './rule-settings.ts';

/** All that rules look at. It never changes, and every part of it is one fixed order. */
export interface RuleContext {
  readonly cluster: Cluster;
  readonly tiers: readonly Tier[];
  readonly reachability: Reachability;
  readonly overview: ServiceOverview;
  readonly settings: RuleSettings;
}

/** What several rules need of a context, worked out once for each. */
export function fact<Value>(compute: (context: RuleContext) => Value): (context: RuleContext) => Value {
  const known = new WeakMap<RuleContext, { readonly value: Value }>();
  return (context) => {
    let entry = known.get(context);
    if (entry === undefined) {
      entry = { value: compute(context) };
      known.set(context, entry);
    }
    return entry.value;
  };
}
