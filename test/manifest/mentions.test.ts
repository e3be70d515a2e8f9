import { describe, expect, it } from 'vitest';
import { findInSetting } from '../../src/manifest/mentions.ts';
import { inSetting } from './mentions.ts';

describe('URLs', () => {
  it.each<[value: string, expected: string]>([
    ['http://api', 'api:80 http'],
    ['https://api.shop.svc.cluster.local/v1?x=y', 'api.shop.svc.cluster.local:443 https'],
    ['http://API.Shop:8080', 'api.shop:8080 http'],
    ['grpc://api', 'api grpc'],
    ['tcp://db:5432', 'db:5432 tcp'],
    ['udp://statsd:8125', 'statsd:8125 udp'],
    ['postgres://db/app', 'db:5432 postgres'],
    ['postgresql://user:secret@db:6432/app', 'db:6432 postgresql'],
    ['postgresql+psycopg2://user:secret@db/app', 'db:5432 postgresql'],
    ['mysql://root@db', 'db:3306 mysql'],
    [
      'mongodb://user:secret@a:27018,b,c.shop/app?replicaSet=x',
      'a:27018 mongodb, b:27017 mongodb, c.shop:27017 mongodb',
    ],
    ['mongodb+srv://data.example.com/app', 'data.example.com mongodb+srv'],
    ['redis://:secret@cache', 'cache:6379 redis'],
    ['rediss://cache/0', 'cache:6379 rediss'],
    ['amqp://user:secret@mq//', 'mq:5672 amqp'],
    ['amqps://mq', 'mq:5671 amqps'],
    ['nats://nats', 'nats:4222 nats'],
    ['ldap://ldap', 'ldap:389 ldap'],
    ['ws://push/socket', 'push:80 ws'],
    ['wss://push', 'push:443 wss'],
    ['jdbc:postgresql://db:5433/app?user=u&password=p', 'db:5433 postgresql'],
    ['jdbc:mysql:replication://a,b:3307/app', 'a:3306 mysql, b:3307 mysql'],
    ['jdbc:sqlserver://db;databaseName=app;user=u;password=p', 'db:1433 sqlserver'],
    ['jdbc:sqlserver://db\\instance:1433', 'db:1433 sqlserver'],
    ['PLAINTEXT://a:9092,PLAINTEXT://b:9093', 'a:9092 plaintext, b:9093 plaintext'],
    ['http://a:1,http://b:2', 'a:1 http, b:2 http'],
    ['http://[fd00::1]:8080/x', 'fd00::1:8080 http'],
    ['http://10.0.0.7/x', '10.0.0.7:80 http'],
    ['dns:///api.shop:50051', 'api.shop:50051 dns'],
    ['dns://10.0.0.10/api:50051', 'api:50051 dns'],
    ['see http://a/x and http://b/y.', 'a:80 http, b:80 http'],
    ['http://a/x?next=http://b/', 'a:80 http, b:80 http'],
    ['http://$(API_HOST):$(API_PORT)/v1', '$(API_HOST):$(API_PORT) http'],
    ['vendor://api:99', 'api:99 vendor ?'],
    ['http://', ''],
    ['http:///x', ''],
    ['http://localhost:80', ''],
    ['http://127.0.0.1:80 http://127.9.9.9 http://[::1] http://0.0.0.0:1', ''],
    ['unix:///var/run/x.sock', ''],
    ['file:///etc/x', ''],
    ['s3://bucket/key', ''],
    ['http://api:port', ''],
    ['http://api:70000', ''],
    ['http://{{ host }}/', ''],
    ['http://${HOST}/', ''],
    ['http://-bad-/', ''],
  ])('%s', (value, expected) => {
    expect(inSetting('ANYTHING', value)).toBe(expected);
  });

  it.each([
    'postgres://user:s3cret@db/x',
    'postgres://user:s3/cret@db/x',
    'postgres://user:s3#cret@db/x',
    'postgres://s3cret:12/34@db/x',
    'mongodb://s3cret:a@b@db:27017',
    'redis://:s3cret@db',
    'https://s3cret:x@db/s3cret?s3cret=s3cret',
    'jdbc:sqlserver://db;password=s3cret',
    's3cret:s3cret@tcp(db:3306)/s3cret',
    's3cret:http://db',
  ])('keeps nothing of the user, the password, the path and the query: %s', (value) => {
    const found = JSON.stringify(findInSetting('DATABASE_URL', value));
    expect(found).toContain('db');
    expect(found).not.toMatch(/s3|cret/);
  });

  it('are read under any name but those of other hosts', () => {
    expect(inSetting('DB_PASSWORD', 'http://api')).toBe('api:80 http');
    expect(inSetting('NO_PROXY', 'http://api,api.shop.svc')).toBe('');
    expect(inSetting('http.nonProxyHosts', 'api.shop.svc')).toBe('');
    expect(inSetting('CORS_ALLOWED_ORIGINS', 'https://shop.example.com')).toBe('');
  });
});

describe('hosts with and without port', () => {
  it.each<[name: string, value: string, expected: string]>([
    ['DB_HOST', 'db', 'db'],
    ['DB_HOST', 'DB', 'db'],
    ['dbHost', 'db', 'db'],
    ['db.host', 'db', 'db'],
    ['PGHOST', 'db', 'db'],
    ['DB_HOSTNAME', 'db', 'db'],
    ['DB_HOST_NAME', 'db', 'db'],
    ['DB_HOST_1', 'db', 'db'],
    ['REDIS_ADDR', 'redis:6379', 'redis:6379'],
    ['REDIS_ADDRESS', 'redis', 'redis'],
    ['API_URL', 'api:8080/v1', 'api:8080'],
    ['API_URI', 'api/v1', 'api'],
    ['apiURL', 'api', 'api'],
    ['baseurl', 'api', 'api'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'otel:4317', 'otel:4317'],
    ['KAFKA_BROKERS', 'a:9092,b:9092', 'a:9092, b:9092'],
    ['KAFKA_BOOTSTRAP_SERVERS', 'a,b', 'a, b'],
    ['KAFKA_BROKERS', '["a:1", "b:2"]', 'a:1, b:2'],
    ['UPSTREAM_API', 'api:80', 'api:80'],
    ['UPSTREAM_API', 'api.shop', 'api.shop'],
    ['DB_HOST_PRIMARY', 'db', 'db'],
    ['AUTH_SERVICE', 'auth', 'auth'],
    ['DB_DSN', 'user:secret@tcp(db:3306)/app?parseTime=true', 'db:3306'],
    ['DB_DSN', "host=db port=6432 user=u password='a b'", 'db:6432'],
    ['DB', 'host=db', 'db'],
    ['CONNECTION', 'Server=tcp:db,1433;Initial Catalog=x;User Id=u;Password=p', 'db:1433'],
    ['CONNECTION', 'Data Source=db;Initial Catalog=x', 'db'],
    ['JAVA_OPTS', '-Xmx1g -Ddb.host=db -Ddb.port=5432', 'db:5432'],
    ['DB_HOST', '10.0.0.7', '10.0.0.7'],
    ['DB_ADDR', '[fd00::1]:5432', 'fd00::1:5432'],
    ['DB_ADDR', 'fd00::1', 'fd00::1'],
    ['ANYTHING', '10.0.0.7:53', '10.0.0.7:53'],
    ['ANYTHING', 'db.shop.svc', 'db.shop.svc'],
    ['ANYTHING', 'db.shop.svc.cluster.local.', 'db.shop.svc.cluster.local.'],
    ['ANYTHING', 'db.shop.svc.example.com:80', 'db.shop.svc.example.com:80'],
    ['DB_PASSWORD', 'db.shop.svc', 'db.shop.svc'],
    ['DB_HOST', '$(OTHER)', '$(OTHER)'],
    ['DB_HOST', '$(Other).shop', '$(Other).shop'],
    ['DB_URL', '$(OTHER):$(PORT)', '$(OTHER):$(PORT)'],
  ])('%s=%s surely', (name, value, expected) => {
    expect(inSetting(name, value)).toBe(expected);
  });

  it.each<[name: string, value: string, expected: string]>([
    ['BACKEND', 'api', 'api ?'],
    ['UPSTREAM_API', 'api', 'api ?'],
    ['SERVER_SHUTDOWN', 'graceful', 'graceful ?'],
    ['BACKEND', 'api.shop', 'api.shop ?'],
    ['CACHE', 'redis:6379', 'redis:6379 ?'],
    ['ANYTHING', 'a:1,b:2', 'a:1 ?, b:2 ?'],
    ['ANYTHING', '10.0.0.7', '10.0.0.7 ?'],
    ['ANYTHING', '$(OTHER)', '$(OTHER) ?'],
  ])('%s=%s perhaps', (name, value, expected) => {
    expect(inSetting(name, value)).toBe(expected);
  });

  it.each<[name: string, value: string]>([
    ['IMAGE', 'nginx:1.25'],
    ['ANYTHING', 'nginx:1.25'],
    ['SIDECAR_IMAGE', 'nginx:80'],
    ['BACKUP_TIME', '10:30'],
    ['ANYTHING', '10:30'],
    ['POSTGRES_HOST_AUTH_METHOD', 'trust'],
    ['ADDRESS_TYPES', 'InternalIP,Hostname'],
    ['SERVICE_CLUSTER_IP_RANGE', '10.96.0.0/12'],
    ['SERVICE_CIDRS', '10.96.0.0/12,fd00::/8'],
    ['ALLOWED_HOSTS', 'shop.example.com'],
    ['ADVERTISE_ADDRESS', '10.0.0.1'],
    ['KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://kafka:9092'],
    ['DB_HOST', '{{ host }}'],
    ['DB_HOST', 'host()'],
    ['VERSION', '1.2.3'],
    ['ANYTHING', 'v1.2.3'],
    ['DB_HOST', 'true'],
    ['SERVER_ENABLED', 'yes'],
    ['DB_HOST', 'none'],
    ['ANYTHING', '/api:80'],
    ['API_URL', '/api'],
    ['ANYTHING', './api'],
    ['ANYTHING', 'api/v1'],
    ['ANYTHING', '12'],
    ['ANYTHING', '0.5'],
    ['MAIL', 'api@example.com'],
    ['MAIL_URL', 'api@example.com'],
    ['DB_NAME', 'orders'],
    ['DB_USER', 'web'],
    ['DB_PASSWORD', 'hunter2'],
    ['API_KEY', 'abc'],
    ['POD_NAMESPACE', 'shop'],
    ['OTEL_SERVICE_NAME', 'web'],
    ['SERVICE_ACCOUNT', 'web'],
    ['SERVER_MODE', 'production'],
    ['SESSION', '550e8400-e29b-41d4-a716-446655440000'],
    ['SESSION', 'deadbeefdeadbeef'],
    ['DB_HOST', 'k3j4h5g6f7d8s9a0k3j4h5'],
    ['DB_HOST', 'a'.repeat(64)],
    ['DB_HOST', `${'a.'.repeat(127)}com`],
    ['DB_HOST', 'my_db'],
    ['DB_HOST', '-db'],
    ['DB_HOST', 'localhost'],
    ['DB_HOST', 'localhost:5432'],
    ['DB_HOST', '127.0.0.1'],
    ['DB_HOST', '::1'],
    ['BIND_ADDRESS', '0.0.0.0:8080'],
    ['LISTEN_ADDR', ':8080'],
    ['GREETING', 'hello world'],
    ['FEATURES', 'search,cart'],
    ['MODE', 'API'],
    ['ANYTHING', '$$(OTHER):80'],
    ['ANYTHING', ''],
    ['ANYTHING', '  '],
    ['DB_HOST', '...'],
    ['DB_HOST', '[]'],
    ['DB_HOST', '{}'],
  ])('none in %s=%s', (name, value) => {
    expect(inSetting(name, value)).toBe('');
  });

  it.each<[name: string, value: string, expected: number | undefined]>([
    ['DB_PORT', '5432', 5432],
    ['PGPORT', '5432', 5432],
    ['dbPort', ' 5432 ', 5432],
    ['DB_PORT', '0', undefined],
    ['DB_PORT', '65536', undefined],
    ['DB_PORT', '-1', undefined],
    ['REPLICAS', '3', undefined],
    ['SUPPORT', '3', undefined],
    ['EXPORT_LIMIT', '3', undefined],
  ])('%s=%s is a port, or none', (name, value, expected) => {
    expect(findInSetting(name, value)).toEqual(
      expected === undefined ? { mentions: [] } : { mentions: [], port: expected },
    );
  });
});
