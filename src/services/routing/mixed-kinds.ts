import type { GatewayRouteResource } from '../../cluster/index.ts';
import { groupBy } from '../../model/group-by.ts';
import { objectId, qualifiedName } from '../../model/object-ref.ts';
import { byKeys } from '../../model/order.ts';
import type { RoutingProblem } from '../routing.ts';
import type { Attachment, Outcome } from './attachment.ts';
import { firstCommon } from './hostnames.ts';
import { ownerName } from './listeners.ts';
import { problemAt } from './problem.ts';

type OutcomesOf = ReadonlyMap<GatewayRouteResource, readonly Outcome[]>;

interface Entry {
  readonly route: GatewayRouteResource;
  readonly attachment: Attachment;
}

const MIXED: readonly string[] = ['HTTPRoute', 'GRPCRoute'];

/** Who gave way to whom. */
type Losers = ReadonlyMap<Attachment, { readonly winner: GatewayRouteResource; readonly host: string }>;

/** Of routes of two kinds for one host the first by name is accepted: manifests do not say which one is older. */
function losersAmong(entries: readonly Entry[]): [Attachment, { winner: GatewayRouteResource; host: string }][] {
  if (new Set(entries.map(({ route }) => route.routeKind)).size < 2) return [];
  const accepted: Entry[] = [];
  const inOrder = [...entries].sort(
    byKeys(
      ({ route }) => qualifiedName(route.ref),
      ({ route }) => route.routeKind,
    ),
  );
  return inOrder.flatMap((entry) => {
    for (const { route, attachment } of accepted) {
      if (route.routeKind === entry.route.routeKind) continue;
      const host = firstCommon(attachment.hosts, entry.attachment.hosts);
      if (host !== undefined) return [[entry.attachment, { winner: route, host }]];
    }
    accepted.push(entry);
    return [];
  });
}

function lossOf(route: GatewayRouteResource, attachment: Attachment, losers: Losers): RoutingProblem[] {
  const loss = losers.get(attachment);
  if (loss === undefined) return [];
  const { winner, host } = loss;
  const { listener, parent } = attachment;
  const message = `listener ${listener.name} of ${ownerName(listener.owner)} serves ${host} for ${objectId(winner.ref)}, and it takes an HTTPRoute or a GRPCRoute for one host, not both`;
  const related = [{ message: 'the route that is served', origin: winner.origin, path: [] }];
  return [problemAt(route, parent.path, 'not-attached', message, related)];
}

/** One listener serves a host for HTTPRoutes or for GRPCRoutes, not for both (semantics §1.19). */
export function settleMixedKinds(outcomesOf: OutcomesOf): OutcomesOf {
  const entries = [...outcomesOf]
    .filter(([{ routeKind }]) => MIXED.includes(routeKind))
    .flatMap(([route, outcomes]) =>
      outcomes.flatMap((outcome) =>
        outcome.type === 'listeners' ? outcome.attachments.map((attachment): Entry => ({ route, attachment })) : [],
      ),
    );
  const together = [...groupBy(entries, ({ attachment }) => attachment.listener).values()];
  const losers: Losers = new Map(together.flatMap(losersAmong));
  if (losers.size === 0) return outcomesOf;
  const settled = (route: GatewayRouteResource, outcome: Outcome): Outcome => {
    if (outcome.type !== 'listeners' || !outcome.attachments.some((each) => losers.has(each))) return outcome;
    return {
      type: 'listeners',
      attachments: outcome.attachments.filter((each) => !losers.has(each)),
      problems: [...outcome.problems, ...outcome.attachments.flatMap((each) => lossOf(route, each, losers))],
    };
  };
  return new Map([...outcomesOf].map(([route, outcomes]) => [route, outcomes.map((each) => settled(route, each))]));
}
