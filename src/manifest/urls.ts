import { type HostPort, readHostPort } from './host-port.ts';

/** A host of a URL. A URL may have several: `mongodb://a,b`. */
export interface UrlHost extends HostPort {
  readonly scheme: string;
  /** One of the schemes that everybody uses for connections. */
  readonly isKnown: boolean;
  /** Of the URL as far as it is this host: never user or password. */
  readonly text: string;
}

/** The port by default, or 0 where there is none. */
const PORTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ http: 80, https: 443, ws: 80, wss: 443, h2c: 80, grpc: 0, grpcs: 443, tcp: 0, udp: 0, tls: 0, ssl: 0, dns: 0 },
    ...{ postgres: 5432, postgresql: 5432, mysql: 3306, mariadb: 3306, sqlserver: 1433, mssql: 1433, oracle: 1521 },
    ...{ mongodb: 27017, 'mongodb+srv': 0, redis: 6379, rediss: 6379, valkey: 6379, memcached: 11211 },
    ...{ amqp: 5672, amqps: 5671, kafka: 9092, nats: 4222, mqtt: 1883, mqtts: 8883, stomp: 61613, pulsar: 6650 },
    ...{ ldap: 389, ldaps: 636, smtp: 25, smtps: 465, ftp: 21, sftp: 22, ssh: 22, zookeeper: 2181, zk: 2181 },
    ...{ clickhouse: 9000, cassandra: 9042, bolt: 7687, neo4j: 7687, etcd: 2379, sentinel: 26379, cockroachdb: 26257 },
    ...{ plaintext: 9092, sasl_plaintext: 9092, sasl_ssl: 9092, elasticsearch: 9200, otlp: 4317, syslog: 514 },
  }),
);

/** What stands behind them is a file, a bucket, an image or a key, and no host. */
const NO_HOSTS = new Set(
  `abfs abfss arn classpath data docker file gs gcs helm image jar kubernetes k8s oci op pkcs11 ref s3 s3a s3n secret
  secretref ssm unix vault wasb wasbs awskms gcpkms`.split(/\s+/),
);
/** The first part names a resolver: `dns:///api:50051`. */
const RESOLVERS = new Set(['dns', 'passthrough', 'xds']);

const MARK = '://';
const LONGEST_SCHEME = 60;
const LONGEST_AUTHORITY = 2_000;
/** So many marks of one text are looked at. */
const MOST = 1_000;
const SCHEME = /[A-Za-z][\w+.:-]*$/;
const AUTHORITY = /(?:\$\([A-Za-z_][\w.-]*\)|[^/?#"'`<>\s\\;|(){}])*/y;
const REST_OF_WORD = /[^\s"'`<>]{0,2000}/y;
/** An `@` behind the first slash is a part of the path. Elsewhere it is a password with a slash in it. */
const WEB = new Set(['http', 'https', 'ws', 'wss']);

/** What stands before the mark as far as it is the URL's own: `jdbc:mysql`, but `http` of `url:http`. */
const ownScheme = (written: string): string =>
  /^jdbc:/i.test(written) ? written : written.slice(written.lastIndexOf(':') + 1);

/** `jdbc:postgresql` and `postgresql+psycopg2` are `postgresql`. */
function schemeOf(own: string): string {
  const [first = '', second] = own.toLowerCase().split(':');
  const name = second ?? first;
  return PORTS.has(name) ? name : (name.split(/[+-]/)[0] ?? '');
}

const matchAt = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
};

/** Where the authority begins and what it is, user and password included. */
function authorityAt(text: string, at: number, scheme: string): { readonly start: number; readonly authority: string } {
  let start = at;
  if (RESOLVERS.has(scheme)) {
    const slash = text.indexOf('/', at);
    if (slash === at || matchAt(AUTHORITY, text, at).length === slash - at) start = slash + 1;
  }
  const authority = matchAt(AUTHORITY, text, start);
  if (WEB.has(scheme) || authority.includes('@')) return { start, authority };
  const sign = matchAt(REST_OF_WORD, text, start).split('?', 1)[0]?.lastIndexOf('@') ?? -1;
  if (sign < 0) return { start, authority };
  return { start: start + sign + 1, authority: matchAt(AUTHORITY, text, start + sign + 1) };
}

/** Adds the hosts of one URL, whose authority may begin with user and password. */
function addHosts(hosts: UrlHost[], authority: string, scheme: string, before: string): void {
  const sign = authority.lastIndexOf('@');
  const isKnown = PORTS.has(scheme);
  const list = authority.slice(sign + 1);
  const pieces = list.includes(',') ? list.split(',') : [list];
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] ?? '';
    const found = readHostPort(piece);
    if (found === undefined) continue;
    const { host, port = PORTS.get(scheme) ?? 0 } = found;
    const text = index === 0 && sign < 0 ? before + piece : piece;
    hosts.push(port === 0 ? { host, scheme, isKnown, text } : { host, port, scheme, isKnown, text });
  }
}

/** Every host of every URL in a text, in order. */
export function hostsOfUrls(text: string): UrlHost[] {
  const hosts: UrlHost[] = [];
  let from = 0;
  for (let count = 0; count < MOST; count += 1) {
    const mark = text.indexOf(MARK, from);
    if (mark < 0) break;
    from = mark + MARK.length;
    const written = ownScheme(SCHEME.exec(text.slice(Math.max(0, mark - LONGEST_SCHEME), mark))?.[0] ?? '');
    const scheme = schemeOf(written);
    if (scheme === '' || NO_HOSTS.has(scheme)) continue;
    const { start, authority } = authorityAt(text, from, scheme);
    if (authority.length <= LONGEST_AUTHORITY) addHosts(hosts, authority, scheme, start === from ? written + MARK : '');
  }
  return hosts;
}
