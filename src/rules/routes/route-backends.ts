import type { EntryBackend, EntryPoint, EntryRule, RoutingProblemType } from '../../services/index.ts';
import type { RelatedTarget, Target } from '../define-rule.ts';
import { called } from '../called.ts';
import { fact, type RuleContext } from '../rule-context.ts';
import type { ObjectRef } from '../../model/object-ref.ts';

export type Route = Extract<EntryPoint, { type: 'route' }>;

/** One backend of one rule of a route. */
export interface RouteBackend {
  readonly route: Route;
  readonly rule: EntryRule;
  readonly backend: EntryBackend;
}

export const routesOf = fact(({ overview }): readonly Route[] =>
  overview.entryPoints.filter((entry): entry is Route => entry.type === 'route'),
);

export const routeBackends = fact((context): readonly RouteBackend[] =>
  routesOf(context).flatMap((route) =>
    route.rules.flatMap((rule) => rule.backends.map((backend): RouteBackend => ({ route, rule, backend }))),
  ),
);

/** The same thing wrong in several rules of a route is one thing: the first of each, with the places of the others. */
export interface Repeated extends RouteBackend {
  readonly others: readonly RelatedTarget[];
}

const placeOf = ({ route, backend }: RouteBackend): Target =>
  backend.problem?.place ?? { origin: route.resource.origin, path: backend.path };

const placeKey = ({ path }: Target): string => path.join('.');

/** Joins what is alike by a key, and each place once: a route by way of two Gateways has its backends twice. */
export function joined(found: readonly RouteBackend[], keyOf: (backend: EntryBackend) => string): Repeated[] {
  const first = new Map<string, { readonly head: RouteBackend; readonly places: Map<string, Target> }>();
  for (const each of found) {
    const key = `${each.route.id} ${keyOf(each.backend)}`;
    const known = first.get(key) ?? { head: each, places: new Map<string, Target>() };
    first.set(key, known);
    const place = placeOf(each);
    if (!known.places.has(placeKey(place))) known.places.set(placeKey(place), place);
  }
  return [...first.values()].map(({ head, places }) => ({
    ...head,
    others: [...places.values()].slice(1).map((place) => ({ message: 'and here', ...place })),
  }));
}

/** Backends with a problem of one of these types, each object that they name once for a route. */
export const backendProblems = (
  context: RuleContext,
  types: readonly RoutingProblemType[],
  keyOf: (backend: EntryBackend) => string,
): Repeated[] =>
  joined(
    routeBackends(context).filter(({ backend: { problem } }) => problem !== undefined && types.includes(problem.type)),
    keyOf,
  );

/** A hit on a backend, for messages that name the route and what it leads to. */
export function backendHit({ route, backend, others }: Repeated): {
  readonly object: ObjectRef;
  readonly at: Target;
  readonly related: readonly RelatedTarget[];
  readonly key: string;
  readonly data: { readonly route: string; readonly backend: string; readonly why: string };
} {
  const { problem, text } = backend;
  const place = problem?.place ?? { origin: route.resource.origin, path: backend.path };
  return {
    object: route.resource.ref,
    at: { ...place, on: 'value' },
    related: [...(problem?.related ?? []), ...others],
    key: text,
    data: { route: called(route.resource.ref), backend: text, why: problem?.message ?? '' },
  };
}

export const targetName = ({ target, text }: EntryBackend): string => (target === undefined ? text : called(target));
export const targetNamespace = ({ target }: EntryBackend): string => target?.namespace ?? '';
