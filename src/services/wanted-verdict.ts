import { type Endpoint, endpointName, isSamePod, type Reachability, type WorkloadEndpoint } from '../reach/index.ts';
import { parseAddress } from '../model/ip-set.ts';
import { portPoint } from '../model/port-set.ts';
import type { Protocol } from '../model/protocol.ts';
import { type Arrival, arrivalsOf } from './arrivals.ts';
import { columnReader } from './columns.ts';
import type { Resolution } from './names.ts';
import { portGates } from './port-gate.ts';
import { listText } from './list-text.ts';
import type { ToldHost } from './told-host.ts';
import type { Hop } from './translation.ts';
import type { WantedConnection } from './wanted.ts';

/** What becomes of a connection, as far as ports and policies decide it. */
export type Verdict = Pick<WantedConnection, 'status' | 'open' | 'closed' | 'protocol' | 'port' | 'problem'>;

type End = WantedConnection['open'][number];

/** All variants of one workload, which policies may treat differently. */
export type Sources = readonly [WorkloadEndpoint, ...WorkloadEndpoint[]];

const endOf = ({ backend: { endpoint }, port }: Hop): End =>
  port === undefined ? { endpoint } : { endpoint, port: port.port };

const namesOf = (endpoints: readonly Endpoint[]): string => listText([...new Set(endpoints.map(endpointName))]);

function endsText(hops: readonly Hop[]): string {
  const ports = [
    ...new Set(hops.map(({ port }) => (port === undefined ? 'every port' : `${port.protocol} ${port.port}`))),
  ];
  return `${listText(ports)} of ${namesOf(hops.map(({ backend }) => backend.endpoint))}`;
}

const protocolOf = ({ scheme }: ToldHost): Protocol | undefined => (scheme === 'udp' ? 'UDP' : undefined);

const ORDER = ['allowed', 'partly-blocked', 'blocked', 'no-such-port'] as const;

const NOWHERE = { open: [], closed: [] } as const;

/** Judges connections, asking who reaches each pod: many workloads want the same few. */
export function wantedJudge(
  reachability: Reachability,
): (sources: Sources, told: ToldHost, resolution: Resolution) => Verdict {
  const { groupOf, addresses } = reachability;
  const gateOf = portGates(reachability);
  const columnOf = columnReader(reachability);

  const isOpen = (source: WorkloadEndpoint, to: Endpoint, protocol: Protocol, port: number | undefined): boolean => {
    if (isSamePod(source, to)) return true;
    const isOpenAt = gateOf(port === undefined ? undefined : portPoint(protocol, port));
    return isOpenAt(columnOf(to).at(groupOf(source)));
  };

  const reach = (sources: Sources, { backend: { endpoint }, port }: Hop): 'all' | 'some' | 'none' => {
    const reaching = sources.filter((source) => isOpen(source, endpoint, port?.protocol ?? 'TCP', port?.port));
    return reaching.length === sources.length ? 'all' : reaching.length > 0 ? 'some' : 'none';
  };

  const arrivalVerdict = (sources: Sources, told: ToldHost, arrival: Arrival, port: number | undefined): Verdict => {
    const { hops, silent, problem, protocol = protocolOf(told) ?? 'TCP' } = arrival;
    const base = { protocol, ...(port === undefined ? {} : { port }) };
    if (problem !== undefined) {
      const status = problem.type === 'no-backends' ? 'blocked' : 'no-such-port';
      return { ...base, ...NOWHERE, status, problem: problem.message };
    }
    const reached = hops.map((hop) => ({ hop, by: reach(sources, hop) }));
    const open = reached.flatMap(({ hop, by }) => (by === 'all' ? hop : []));
    const closed = reached.flatMap(({ hop, by }) => (by === 'all' ? [] : hop));
    const ends = { ...base, open: open.map(endOf), closed: closed.map(endOf) };
    if (open.length > 0 && closed.length === 0 && silent.length === 0) return { ...ends, status: 'allowed' };
    const whom = reached.some(({ by }) => by === 'some') ? 'some of its pods' : 'it';
    const shut = closed.length === 0 ? [] : [`policies close ${endsText(closed)} to ${whom}`];
    const mute = silent.length === 0 ? [] : [`${namesOf(silent)} behind the name does not listen there`];
    return {
      ...ends,
      status: reached.some(({ by }) => by !== 'none') ? 'partly-blocked' : 'blocked',
      problem: [...shut, ...mute].join(', and ') || 'nothing is behind the name',
    };
  };

  const outsideVerdict = (sources: Sources, told: ToldHost, name: string): Verdict => {
    const protocol = protocolOf(told) ?? 'TCP';
    const { port } = told;
    const address = parseAddress(name);
    const ends =
      address === undefined ? addresses.endpoints : [addresses.endpointAt(address)].flatMap((end) => end ?? []);
    const isLetOut = sources.some((source) => ends.some((to) => isOpen(source, to, protocol, port)));
    const base = { ...NOWHERE, protocol, ...(port === undefined ? {} : { port }) };
    if (isLetOut) return { ...base, status: 'outside' };
    const where = address === undefined ? 'every address outside the cluster' : name;
    const ports = port === undefined ? 'every port' : `${protocol} ${port}`;
    return { ...base, status: 'outside-blocked', problem: `policies close ${ports} of ${where} to it` };
  };

  return (sources, told, resolution) => {
    const { target, outside, problem, name } = resolution;
    if (target === undefined && outside !== undefined) return outsideVerdict(sources, told, outside);
    const protocol = protocolOf(told);
    const asked = {
      ...(told.port === undefined ? {} : { port: told.port }),
      ...(protocol === undefined ? {} : { protocol }),
    };
    const arrivals = arrivalsOf(resolution, asked, reachability);
    const [first, ...others] = arrivals;
    if (first === undefined)
      return {
        ...NOWHERE,
        ...asked,
        protocol: protocol ?? 'TCP',
        status: 'no-such-name',
        problem: problem ?? `nothing in the cluster is called ${name}`,
      };
    if (others.length === 0) return arrivalVerdict(sources, told, first, told.port ?? first.port);
    // Without a port, one that works is enough.
    const verdicts = arrivals.map((arrival) => arrivalVerdict(sources, told, arrival, told.port));
    const [best] = ORDER.flatMap((status) => verdicts.filter((verdict) => verdict.status === status));
    return best ?? arrivalVerdict(sources, told, first, told.port);
  };
}
