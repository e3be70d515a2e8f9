import { once } from '../model/remember.ts';
import { type Assumption, type Connection, isProxy, type Reachability } from '../reach/index.ts';
import { buildCatalog } from './catalog.ts';
import { accessReader, type PortAccess } from './clients.ts';
import { entryConnections } from './entry-connections.ts';
import { type EntryPoint, entryPoints, routedPorts } from './entry-points.ts';
import { portConflicts } from './find-port-conflicts.ts';
import type { PortConflict } from './port-conflicts.ts';
import { nameResolver, type NameResolver } from './name-resolver.ts';
import { type PortProblem, portProblems } from './port-problems.ts';
import { type PortSlip, portSlips } from './port-slips.ts';
import { routeAll } from './routing/index.ts';
import { serviceAssumptions } from './service-assumptions.ts';
import { type ServiceConnection, serviceConnections } from './service-connections.ts';
import type { ServiceCatalog, ServicePortView, ServiceView } from './service-view.ts';
import { clientOf } from './search-list.ts';
import { wantedConnections } from './wanted-connections.ts';
import type { WantedConnection } from './wanted.ts';

/** A port of a Service with all that is said of it. */
export interface PortReport {
  readonly view: ServicePortView;
  readonly access: PortAccess;
  readonly problems: () => readonly PortProblem[];
}

export interface ServiceReport {
  readonly service: ServiceView;
  readonly dnsNames: () => readonly string[];
  readonly ports: readonly PortReport[];
}

export interface ServiceOptions {
  /** The domain of the cluster's DNS; by default `cluster.local`. */
  readonly zone?: string;
}

const DEFAULT_ZONE = 'cluster.local';

/** Reachability as clients see it: by Services, names and routes. Each part is worked out when somebody asks. */
export interface ServiceOverview {
  readonly catalog: ServiceCatalog;
  readonly names: NameResolver;
  readonly services: readonly ServiceReport[];
  readonly entryPoints: readonly EntryPoint[];
  /** What proxies that are not in the input connect to. */
  readonly entryConnections: readonly Connection[];
  readonly serviceConnections: () => Iterable<ServiceConnection>;
  readonly wanted: readonly WantedConnection[];
  readonly portConflicts: readonly PortConflict[];
  readonly portSlips: readonly PortSlip[];
  /** What these verdicts rest on and manifests do not say. */
  readonly assumptions: readonly Assumption[];
}

export function serviceOverview(reachability: Reachability, { zone = DEFAULT_ZONE }: ServiceOptions): ServiceOverview {
  const { cluster } = reachability;
  const catalog = once(() => buildCatalog(cluster, reachability));
  const names = once(() => nameResolver({ cluster, reachability, catalog: catalog(), zone }));
  const entries = once(() => entryPoints(reachability, catalog().services, routeAll(cluster, catalog())));
  const connections = once(() =>
    // Most inputs have no such proxy: then nothing need be worked out.
    reachability.endpoints.some(isProxy) ? entryConnections(reachability, entries()) : [],
  );
  const services = once(() => {
    const routed = routedPorts(entries());
    const accessOf = accessReader(reachability, (port) => routed.has(port));
    return catalog().services.map((service): ServiceReport => ({
      service,
      dnsNames: () => names().namesOf(service),
      ports: service.ports.map((view) => {
        const access = accessOf(service, view);
        return { view, access, problems: () => portProblems(service, view, access) };
      }),
    }));
  });
  const conflicts = once(() => portConflicts(cluster));
  const slips = once(() => portSlips(reachability, services()));
  const wanted = once(() =>
    wantedConnections({
      cluster,
      reachability,
      catalog: catalog(),
      resolve: (name, client) => names().resolve(name, clientOf(client)),
    }),
  );
  return {
    get catalog() {
      return catalog();
    },
    get names() {
      return names();
    },
    get services() {
      return services();
    },
    get entryPoints() {
      return entries();
    },
    get entryConnections() {
      return connections();
    },
    serviceConnections: () => serviceConnections(reachability, catalog().services, entries()),
    get wanted() {
      return wanted();
    },
    get portConflicts() {
      return conflicts();
    },
    get portSlips() {
      return slips();
    },
    get assumptions() {
      return serviceAssumptions(reachability, entries());
    },
  };
}
