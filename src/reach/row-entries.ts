import { remember } from '../model/remember.ts';
import type { PreparedTiers, TierPlan } from './tier-rules.ts';

/** How many classes the rules of one policy name, at most. */
function policySizes({ rulesOf }: TierPlan, classes: number): (place: number) => number {
  return remember((place) => {
    let size = 0;
    for (const { peers, ports } of rulesOf(place))
      if (peers !== 'anyone') for (const members of peers) size += members.length;
      else if (ports.fixed === undefined) size += classes;
    return size;
  });
}

/** How many entries the rows of a direction have at most. Beyond `most` nobody asks: it is not counted on. */
export function countEntries({ selection, plans }: PreparedTiers, classes: number, most: number): number {
  const sizes = plans.map((plan) => {
    const { rowOwners, selecting } = plan;
    const sizeOf = policySizes(plan, classes);
    return remember((row: number): number => {
      const own = rowOwners[row] ?? 0;
      let size = 0;
      for (let i = selecting.starts[own] ?? 0; i < (selecting.starts[own + 1] ?? 0) && size < classes; i += 1)
        size += sizeOf(selecting.items[i] ?? 0);
      return size;
    });
  });
  let entries = 0;
  for (const { parts } of selection.rows) {
    const size = parts.reduce((sum, { tier, tierRow }) => sum + (sizes[tier]?.(tierRow) ?? 0), 0);
    entries += Math.min(classes, size);
    if (entries > most) break;
  }
  return entries;
}
