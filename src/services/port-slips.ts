import { contains } from '../model/intervals.ts';
import type { Place } from '../model/location.ts';
import { groupBy } from '../model/group-by.ts';
import { portPoint } from '../model/port-set.ts';
import {
  type Direction,
  type Endpoint,
  evaluateSide,
  inPodScope,
  matchesPeer,
  ownTiers,
  policedPodFinder,
  type Peer,
  type PodScope,
  type Policy,
  type Port,
  type PortMatch,
  portsOn,
  type Reachability,
  type Rule,
  strangerIn,
  type WorkloadEndpoint,
} from '../reach/index.ts';
import type { ServiceReport } from './overview.ts';
import { type SlipCandidate, type SlipPort, slipPorts } from './slip-candidates.ts';
import type { ServicePortView, ServiceView } from './service-view.ts';

/** A rule that names the port of a Service, where policies see the port that the pods behind it listen on. */
export interface PortSlip {
  readonly policy: Policy;
  readonly direction: Direction;
  readonly place: Place;
  readonly port: Port;
  /** Whose port it is, each with the pods' own numbers. */
  readonly meant: readonly {
    readonly service: ServiceView;
    readonly view: ServicePortView;
    readonly targets: readonly number[];
  }[];
}

type Judge = (candidate: SlipCandidate, policy: Policy, rule: Rule) => boolean;

/** One number, not a range that may have been drawn around something else. */
const numberOf = (match: PortMatch): Port | undefined =>
  match.type === 'range' && match.first === match.last ? { protocol: match.protocol, port: match.first } : undefined;

const opensTarget = ({ ports }: Rule, { endpoint, target }: SlipCandidate): boolean =>
  ports === 'any' || ports.some((match) => contains(portsOn(match, endpoint), portPoint(target.protocol, target.port)));

const isPods = (peer: Peer): peer is Peer & { readonly type: 'pods' } => peer.type === 'pods';

/** Says whom it means: `every pod of every namespace` may mean somebody who does listen there. */
const isSpecific = ({ namespaces, pods }: PodScope): boolean =>
  pods.requirements.length > 0 || namespaces.type === 'name' || namespaces.selector.requirements.length > 0;

/** The pods on which the rule opens its ports: its subject, or for egress its peers; none where it may mean others too. */
function scopesOf(policy: Policy, { peers }: Rule, direction: Direction): readonly PodScope[] {
  if (direction === 'ingress') return [policy.subject];
  if (peers === 'anyone' || !peers.every((peer) => isPods(peer) && isSpecific(peer))) return [];
  return peers.filter(isPods);
}

/** Whether somebody whom a rule means is shut out of the port that pods listen on, by all policies together. */
function judges({ tiers, endpoints, cluster }: Reachability): Readonly<Record<Direction, Judge>> {
  const outside = endpoints.filter(({ type }) => type === 'external');
  const tiersOf = ownTiers(tiers);
  const podsIn = policedPodFinder(endpoints);

  const meantBy = (peer: Peer): readonly Endpoint[] => {
    if (peer.type !== 'pods') return outside.filter((each) => each.faces.some((face) => matchesPeer(peer, each, face)));
    const known = podsIn(peer);
    const stranger = known.length > 0 ? undefined : strangerIn(peer, { cluster });
    return stranger === undefined ? known : [stranger];
  };

  return {
    ingress: ({ endpoint, target }, _, { peers }) => {
      const own = tiersOf(endpoint, 'ingress');
      const sources = peers === 'anyone' ? outside : peers.flatMap(meantBy);
      return sources.some(
        (source) => source !== endpoint && !evaluateSide(own, 'ingress', source, endpoint, target).allowed,
      );
    },
    egress: ({ endpoint, target }, { subject }) =>
      podsIn(subject).some(
        (source) =>
          source !== endpoint && !evaluateSide(tiersOf(source, 'egress'), 'egress', source, endpoint, target).allowed,
      ),
  };
}

/** Candidates on which a rule's number opens nothing, though somebody whom it means is shut out. */
function* slipsOf(
  policy: Policy,
  rule: Rule,
  direction: Direction,
  ports: ReadonlyMap<number, SlipPort>,
  isShutOut: Judge,
): Generator<{ readonly index: number; readonly port: Port; readonly found: readonly SlipCandidate[] }> {
  if (rule.action !== 'allow' || rule.ports === 'any') return;
  for (const [index, match] of rule.ports.entries()) {
    const port = numberOf(match);
    const known = port === undefined ? undefined : ports.get(portPoint(port.protocol, port.port));
    if (port === undefined || known === undefined || known.candidates.length === 0) continue;
    const scopes = scopesOf(policy, rule, direction);
    const isMeant = (endpoint: WorkloadEndpoint): boolean => scopes.some((scope) => inPodScope(scope, endpoint));
    // Where some pod does listen on the number, the rule may be for that one.
    const candidates = known.candidates.filter(({ endpoint }) => isMeant(endpoint));
    if (candidates.length === 0 || [...known.listeners].some(isMeant)) continue;
    const found = candidates.filter((candidate) => !opensTarget(rule, candidate) && isShutOut(candidate, policy, rule));
    if (found.length > 0) yield { index, port, found };
  }
}

function meantServices(found: readonly SlipCandidate[]): PortSlip['meant'] {
  return [...groupBy(found, ({ view }) => view)].flatMap(([view, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    return [{ service: first.service, view, targets: [...new Set(own.map(({ target }) => target.port))] }];
  });
}

/** Where nobody gets through to a port, and a rule opens the Service's own number. */
function slipsOfUnreachable(services: readonly ServiceReport[]): PortSlip[] {
  return services.flatMap(({ service, ports }) =>
    ports.flatMap(({ view, access: { slip } }): PortSlip[] => {
      if (slip === undefined || view.port === undefined) return [];
      const { protocol, port } = view.port;
      const targets = [...new Set(view.backends.flatMap((backend) => backend.port ?? []))];
      const meant = [{ service, view, targets }];
      return [{ policy: slip.policy, direction: 'ingress', place: slip.place, port: { protocol, port }, meant }];
    }),
  );
}

/**
 * Every rule that opens the port of a Service where the pods behind it listen on another (semantics §1.14): nobody listens on
 * what it opens, and somebody whom it means is shut out. In the order of the policies.
 */
export function portSlips(reachability: Reachability, services: readonly ServiceReport[]): PortSlip[] {
  const { tiers, endpoints } = reachability;
  const ports = slipPorts(
    services.map(({ service }) => service),
    endpoints,
  );
  if (ports.size === 0) return [];
  const judge = judges(reachability);
  const slips = new Map<string, PortSlip>();
  const add = (slip: PortSlip): void => {
    const key = `${slip.policy.ref.kind} ${slip.policy.ref.namespace ?? ''} ${slip.policy.ref.name} ${slip.place.path.join('.')}`;
    const known = slips.get(key);
    const views = known?.meant.map(({ view }) => view) ?? [];
    const added = slip.meant.filter(({ view }) => !views.includes(view));
    slips.set(key, known === undefined ? slip : { ...known, meant: [...known.meant, ...added] });
  };
  for (const { policies } of tiers)
    for (const policy of policies)
      for (const direction of ['ingress', 'egress'] as const)
        for (const rule of policy[direction]?.rules ?? [])
          for (const { index, port, found } of slipsOf(policy, rule, direction, ports, judge[direction])) {
            const place = { origin: policy.origin, path: [...rule.path, 'ports', index, 'port'] };
            add({ policy, direction, place, port, meant: meantServices(found) });
          }
  for (const slip of slipsOfUnreachable(services)) add(slip);
  return [...slips.values()];
}
