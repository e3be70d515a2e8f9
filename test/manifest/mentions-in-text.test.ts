import { describe, expect, it } from 'vitest';
import { findInSetting } from '../../src/manifest/mentions.ts';
import { inArguments, inSetting } from './mentions.ts';

describe('commands and arguments', () => {
  it.each<[written: string[], expected: string]>([
    [['--db-host=db', '--db-port=5432'], '0 db:5432'],
    [['app', '--db-host', 'db', '--db-port', '5432'], '2 db:5432'],
    [['--upstream=http://api:8080/x'], '0 api:8080 http'],
    [['-upstream', 'api:8080'], '1 api:8080'],
    [['wait-for-it', 'db:5432', '--', 'app'], '1 db:5432 ?'],
    [['nslookup', 'db.shop.svc.cluster.local'], '1 db.shop.svc.cluster.local'],
    [['psql', '-h', 'db', '-p', '5432', '-U', 'web'], '2 db:5432 ?'],
    [['redis-cli', '-h', 'redis', '-a', 'hunter2', 'ping'], '2 redis ?'],
    [['nc', '-w', '2', '-z', 'db', '5432'], '4 db:5432 ?'],
    [['sh', '-c', 'until nc -z db 5432; do sleep 1; done; exec app'], '2 db:5432 ?'],
    [['sh', '-c', 'set -e\nuntil pg_isready -h db -p 5433; do\n  sleep 2 # nc x 1\ndone\n'], '2 db:5433 ?'],
    [['sh', '-c', 'DB_HOST=db DB_PORT=1 app'], '2 db:1'],
    [['sh', '-c', 'curl -s http://api:8080/health | grep ok'], '2 api:8080 http'],
    [['app', '--backend=api'], '1 api ?'],
    [['app', '--db=$(DB_HOST):5432'], '1 $(DB_HOST):5432 ?'],
    [['app', 'worker', 'api'], ''],
    [['app', '--name=web', '--debug', 'worker'], ''],
    [['redis-server', '--requirepass', 'hunter2', '--bind', '0.0.0.0', '--port', '6379'], ''],
    [['htpasswd', '-b', 'admin', 'hunter2'], ''],
    [['mysql', '-u', 'root', '-phunter2'], ''],
    [['app', '-h'], ''],
    [['/bin/sleep', '3600'], ''],
    [['nc', '-l', '-p', '80'], ''],
    [[], ''],
  ])('%j', (written, expected) => {
    expect(inArguments(...written)).toBe(expected);
  });
});

describe('texts of several lines', () => {
  it.each<[name: string, text: string, expected: string]>([
    [
      'YAML',
      `db:
  host: db
  options: { retries: 3 }
  pool:
    size: 5
  port: 5432
redis: { host: redis, port: 6379 }
brokers:
- a:9092
- "b:9092"
endpoints:
  - http://c/x # http://comment/
service: web
name: web
image: nginx:1.25
# url: http://commented
`,
      'db:5432, redis:6379, a:9092, b:9092, c:80 http',
    ],
    [
      'JSON',
      JSON.stringify(
        {
          db: { host: 'db', port: 5432 },
          all: [
            { host: 'a', port: 1 },
            { host: 'b', port: 2 },
          ],
        },
        null,
        2,
      ),
      'db:5432, a:1, b:2',
    ],
    [
      'TOML',
      '[db]\nhost = "db"\nport = 5432\n[redis]\nhost = "redis"\nport = 6379\n[other]\nhost = "x"\n',
      'db:5432, redis:6379, x',
    ],
    [
      'properties',
      'redis.host=redis\nredis.port=6379\nspring.datasource.url=jdbc:mysql://db/x\n',
      'redis:6379, db:3306 mysql',
    ],
    ['a shell file', 'export DB_HOST=db\nexport DB_PORT=5432\nMODE=api\n', 'db:5432'],
    [
      'nginx',
      `upstream backend {
  server api:8080 weight=5;
  server api2:8080;
}
server {
  listen 80;
  server_name shop.example.com;
  location / { proxy_pass http://backend; }
  location /x { proxy_pass http://other:81; }
}
`,
      'api:8080, api2:8080, other:81 http',
    ],
    ['haproxy', 'backend api\n  server s1 api-0.api:8080 check\n', 'api-0.api:8080'],
    [
      'scrape targets',
      "- job_name: api\n  static_configs:\n  - targets: ['api:8080', 'db:9100']\n",
      'api:8080 ?, db:9100 ?',
    ],
    ['Windows lines', 'host: db\r\nport: 1\r\n', 'db:1'],
    ['schemas', '{\n  "$schema": "http://json-schema.org/x",\n  "url": "http://api"\n}\n', 'api:80 http'],
    ['prose', 'the api is a service\nask web or db\n', ''],
  ])('%s', (_, text, expected) => {
    expect(inSetting('settings.conf', text)).toBe(expected);
  });

  it('in JSON on one line', () => {
    const value = '{"db":{"host":"db","port":5432},"peers":["a:1,b:2"],"url":"http://c/x","text":"a, {b}"}';
    expect(inSetting('CONFIG', value)).toBe('db:5432, a:1 ?, b:2 ?, c:80 http');
  });

  it('are of the setting where their lines have no name', () => {
    expect(inSetting('KAFKA_BROKERS', 'a:9092\nb:9092\n')).toBe('a:9092, b:9092');
  });

  it('give the piece by which the line is found', () => {
    const text = 'database: db\nhost: db\nurl: http://user:secret@api/\nlist:\n- hosts: [x, "y:1"]\n';
    expect(findInSetting('a.yaml', text).mentions.map((found) => found.text)).toEqual(['host: db', 'api', 'x', 'y:1']);
  });

  it('give what stands there, also of several hosts in one line', () => {
    const pieces = (text: string): string[] => findInSetting('a.yaml', text).mentions.map((found) => found.text);
    expect(pieces('hosts: a:1 b:2\nhost: b:2\n')).toEqual(['hosts: a:1', 'b:2']);
    expect(pieces('\n- 1upstream db:5432')).toEqual(['db:5432']);
    expect(pieces('hosts: http://c/ a:1\n')).toEqual(['http://c', 'a:1']);
  });
});
