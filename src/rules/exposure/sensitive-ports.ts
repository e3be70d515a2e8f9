import { portPoint } from '../../model/port-set.ts';
import type { Protocol } from '../../model/protocol.ts';

/** What nobody outside should be able to talk to. */
export interface SensitivePort {
  readonly port: number;
  readonly protocol: Protocol;
  /** What usually listens there. */
  readonly service: string;
  /** Names of workloads and Services that are there to be open on it: a Git server over SSH. */
  readonly meantBy?: RegExp;
}

const tcp = (port: number, service: string): SensitivePort => ({ port, protocol: 'TCP', service });

/** Ports that mean one thing nearly everywhere. Those that many things use (8080, 9000) are left out on purpose. */
const SENSITIVE_PORTS: readonly SensitivePort[] = [
  // Remote shells and desktops.
  { ...tcp(22, 'SSH'), meantBy: /ssh|sftp|git|bastion|jump/ },
  tcp(23, 'Telnet'),
  tcp(3389, 'Remote Desktop'),
  tcp(5900, 'VNC'),
  tcp(5985, 'WinRM'),
  tcp(5986, 'WinRM'),
  // Files.
  tcp(445, 'SMB'),
  tcp(873, 'rsync'),
  tcp(2049, 'NFS'),
  // The cluster itself.
  tcp(2375, 'the Docker API'),
  tcp(2376, 'the Docker API'),
  tcp(2379, 'etcd'),
  tcp(2380, 'etcd'),
  tcp(10250, 'the kubelet'),
  tcp(10255, 'the kubelet'),
  // Databases and what keeps state like one.
  tcp(1433, 'SQL Server'),
  tcp(1521, 'Oracle'),
  tcp(2181, 'ZooKeeper'),
  tcp(3306, 'MySQL'),
  tcp(5432, 'PostgreSQL'),
  tcp(5984, 'CouchDB'),
  tcp(6379, 'Redis'),
  tcp(7687, 'Neo4j'),
  tcp(9042, 'Cassandra'),
  tcp(9200, 'Elasticsearch'),
  tcp(9300, 'Elasticsearch'),
  tcp(11211, 'Memcached'),
  { port: 11211, protocol: 'UDP', service: 'Memcached' },
  tcp(26257, 'CockroachDB'),
  tcp(27017, 'MongoDB'),
  tcp(27018, 'MongoDB'),
  tcp(27019, 'MongoDB'),
  // Consoles that administer.
  tcp(15672, 'the RabbitMQ console'),
];

const byPoint: ReadonlyMap<number, SensitivePort> = new Map(
  SENSITIVE_PORTS.map((sensitive) => [portPoint(sensitive.protocol, sensitive.port), sensitive]),
);

/** What listens on a port of such a name, where it is for nobody outside. */
export function sensitiveAt(protocol: Protocol, port: number, names: readonly string[]): SensitivePort | undefined {
  const found = byPoint.get(portPoint(protocol, port));
  return found?.meantBy !== undefined && names.some((name) => found.meantBy?.test(name)) ? undefined : found;
}
