import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { REQUEST_HOST } from './host-syntax.ts';
import { field, items, nonEmptyText, present, texts } from './read.ts';
import type { BackendRef, ResourceBase, RouteKind, RouteRule } from './resource.ts';
import { NO_FILTERS, readFilters, type FilterEffects } from './route-filters.ts';
import { grpcMatchText, httpMatchText, type MatchText } from './route-match.ts';
import { readBackendRef, readParents } from './route-refs.ts';

/** What the kinds have and have not (semantics §1.19). */
interface Dialect {
  readonly routeKind: RouteKind;
  readonly matchText?: MatchText;
  /** Streams and packets are not told apart, so such a route has one rule, and the rule a backend and no filters. */
  readonly hasOneRule: boolean;
}

const RULES = ['spec', 'rules'];

/** A route without rules still takes its requests from the listener, and answers them with an error. */
const EMPTY_RULE: RouteRule = { matches: [], isRedirect: false, backends: [], path: RULES };

function readRule(
  value: unknown,
  path: Path,
  { matchText, hasOneRule }: Dialect,
  base: ResourceBase,
  complaints: Complaints,
): RouteRule {
  const refs = items(value, 'backendRefs');
  const filtersOf = (holder: unknown, place: Path): FilterEffects =>
    hasOneRule ? NO_FILTERS : readFilters(holder, place, base, complaints);
  const { isRedirect, isExtended, mirrors } = filtersOf(value, path);
  const backends: BackendRef[] = [];
  for (const [index, ref] of refs.entries()) {
    const place = [...path, 'backendRefs', index];
    backends.push(readBackendRef(ref, 'forward', place, base, complaints));
    backends.push(...filtersOf(ref, place).mirrors);
  }
  if (hasOneRule && refs.length === 0) complaints.missing([...path, 'backendRefs']);
  if (isRedirect && refs.length > 0)
    complaints.invalid([...path, 'backendRefs'], 'must not stand beside a RequestRedirect filter');
  return {
    matches: matchText === undefined ? [] : items(value, 'matches').map(matchText),
    isRedirect: isRedirect || isExtended,
    backends: [...backends, ...mirrors],
    path,
    ...present({ name: nonEmptyText(value, 'name') }),
  };
}

function readRules(spec: unknown, dialect: Dialect, base: ResourceBase, complaints: Complaints): RouteRule[] {
  const rules = items(spec, 'rules');
  if (dialect.hasOneRule && rules.length === 0) complaints.missing(RULES);
  if (dialect.hasOneRule && rules.length > 1) complaints.invalid(RULES, `must hold one rule only, not ${rules.length}`);
  if (rules.length === 0) return [EMPTY_RULE];
  return rules.map((rule, index) => readRule(rule, [...RULES, index], dialect, base, complaints));
}

/** Streams without encryption and packets carry no names. A TLSRoute needs some; in its first version it did not. */
function readHostnames(spec: unknown, { routeKind }: Dialect, base: ResourceBase, complaints: Complaints): string[] {
  if (routeKind === 'TCPRoute' || routeKind === 'UDPRoute') return [];
  const hostnames = texts(spec, 'hostnames');
  for (const [index, hostname] of hostnames.entries())
    checkSyntax(hostname, REQUEST_HOST, ['spec', 'hostnames'], index, complaints);
  if (routeKind === 'TLSRoute' && hostnames.length === 0 && !base.apiVersion.endsWith('/v1alpha2'))
    complaints.missing(['spec', 'hostnames']);
  return hostnames;
}

const decoderOf =
  (dialect: Dialect): Decoder =>
  (object, base, complaints) => {
    const spec = field(object, 'spec');
    return [
      {
        type: 'gateway-route',
        routeKind: dialect.routeKind,
        parents: readParents(spec, base, complaints),
        hostnames: readHostnames(spec, dialect, base, complaints),
        rules: readRules(spec, dialect, base, complaints),
        ...base,
      },
    ];
  };

export const decodeHttpRoute = decoderOf({ routeKind: 'HTTPRoute', matchText: httpMatchText, hasOneRule: false });
export const decodeGrpcRoute = decoderOf({ routeKind: 'GRPCRoute', matchText: grpcMatchText, hasOneRule: false });
export const decodeTlsRoute = decoderOf({ routeKind: 'TLSRoute', hasOneRule: true });
export const decodeTcpRoute = decoderOf({ routeKind: 'TCPRoute', hasOneRule: true });
export const decodeUdpRoute = decoderOf({ routeKind: 'UDPRoute', hasOneRule: true });
