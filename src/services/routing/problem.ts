import type { Path, RelatedTo } from '../../model/location.ts';
import type { RouteResource, RoutingProblem, RoutingProblemType } from '../routing.ts';

/** A problem of a route, at a place in its manifest. */
export const problemAt = (
  { origin }: Pick<RouteResource, 'origin'>,
  path: Path,
  type: RoutingProblemType,
  message: string,
  related: readonly RelatedTo[] = [],
): RoutingProblem => ({ type, message, place: { origin, path }, related });
