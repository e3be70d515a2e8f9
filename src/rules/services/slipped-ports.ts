import type { ServicePortView } from '../../services/index.ts';
import { fact } from '../rule-context.ts';

/** Service ports for which some policy opens the wrong number: that explains why they are closed. */
export const slippedPorts = fact(
  ({ overview }): ReadonlySet<ServicePortView> =>
    new Set(overview.portSlips.flatMap(({ meant }) => meant.map(({ view }) => view))),
);
