import { ipSetText } from '../model/ip-set.ts';
import { byCodeUnit } from '../model/order.ts';
import type { Endpoint } from '../reach/index.ts';
import type { ServiceView } from '../services/index.ts';

/** All workloads of a namespace, as one place on a coarser map. */
export interface NamespacePlace {
  readonly type: 'namespace';
  readonly id: string;
}

/** A Service, which stands for the pods behind it. */
export interface ServicePlace {
  readonly type: 'service';
  readonly id: string;
  readonly service: ServiceView;
}

/** Where a connection on a map starts or ends. */
export type Place = Endpoint | NamespacePlace | ServicePlace;

/** A place as one reads it without a legend: the id of a workload, the names of nodes, the CIDRs of addresses outside. */
export function placeText(place: Place): string {
  if (place.type === 'external') return place.cidrs.join(', ');
  if (place.type === 'node') return [...place.nodeNames].sort(byCodeUnit).join(', ');
  return place.id;
}

const MOST_PARTS = 4;

/** The same, short enough for a line: a family less what is missing, and no more than a few CIDRs. */
export function shortPlaceText(place: Place): string {
  if (place.type !== 'external') return placeText(place);
  const parts = ipSetText(place.set).split(', ');
  if (parts.length <= MOST_PARTS) return parts.join(', ');
  const shown = parts.slice(0, MOST_PARTS - 1);
  return `${shown.join(', ')} and ${parts.length - shown.length} more`;
}
