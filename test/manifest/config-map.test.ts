import { describe, expect, it } from 'vitest';
import type { ConfigMapResource } from '../../src/manifest/resource.ts';
import { locationText } from '../../src/model/location.ts';
import { decodeText, problemsOf } from './documents.ts';

function configMap(text: string): ConfigMapResource {
  const { resources, problems } = decodeText(text);
  expect(problems).toEqual([]);
  const [resource] = resources;
  if (resource?.type !== 'config-map') throw new Error('no ConfigMap');
  return resource;
}

const MANIFEST = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data:
  DB_HOST: db
  DB_PORT: "5432"
  LOG_LEVEL: debug
  EMPTY:
  REFERENCE: http://$(API):80
  app.yaml: |
    database:
      host: db
      port: 5433
    url: http://user:secret@api:8080/x
binaryData:
  more: aHR0cDovL2FwaQ==
`;

describe('a ConfigMap', () => {
  it('holds the hosts and ports of each key, and nothing else', () => {
    const path = ['data', 'app.yaml'];
    const { ref, values } = configMap(MANIFEST);
    expect(ref).toEqual({ kind: 'ConfigMap', namespace: 'shop', name: 'settings' });
    expect(values).toEqual(
      new Map([
        [
          'DB_HOST',
          {
            mentions: [{ host: 'db', isExplicit: true, text: 'db', path: ['data', 'DB_HOST'] }],
            path: ['data', 'DB_HOST'],
          },
        ],
        ['DB_PORT', { mentions: [], port: 5432, path: ['data', 'DB_PORT'] }],
        ['LOG_LEVEL', { mentions: [], path: ['data', 'LOG_LEVEL'] }],
        ['REFERENCE', { mentions: [], path: ['data', 'REFERENCE'] }],
        [
          'app.yaml',
          {
            mentions: [
              { host: 'db', port: 5433, isExplicit: true, text: 'host: db', path },
              { host: 'api', port: 8080, scheme: 'http', isExplicit: true, text: 'api:8080', path },
            ],
            path,
          },
        ],
      ]),
    );
  });

  it('shows where in a file a host stands', () => {
    const { origin, values } = configMap(MANIFEST);
    const places = values
      .get('app.yaml')
      ?.mentions.map(({ path, text }) => locationText(origin.locateText(path, text)));
    expect(places).toEqual(['a.yaml:12:7', 'a.yaml:14:29']);
  });

  it('may hold nothing', () => {
    expect(configMap('{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }').values.size).toBe(0);
  });

  it('is rejected where a value is no text, which is not quoted', () => {
    const text = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { PORT: 5432 } }';
    expect(problemsOf(text)).toEqual(['a.yaml:1:73 NG004 data.PORT must be text, not a number']);
    expect(decodeText(text).resources).toEqual([]);
  });

  it('may have any keys', () => {
    const { values } = configMap(
      '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { __proto__: "http://a", constructor: "http://b" } }',
    );
    expect([...values.keys()]).toEqual(['__proto__', 'constructor']);
  });
});
