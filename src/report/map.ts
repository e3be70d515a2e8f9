import type { PortSet } from '../model/port-set.ts';
import type { Place } from './place.ts';

export interface Link {
  readonly from: Place;
  readonly to: Place;
  readonly ports: PortSet;
}

/** Who may talk to whom, at some level of detail. Links are worked out whenever they are walked, never stored. */
export interface ConnectivityMap {
  readonly places: readonly Place[];
  readonly links: () => Iterable<Link>;
}
