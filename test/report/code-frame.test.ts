import { describe, expect, it } from 'vitest';
import { frameReader } from '../../src/report/code-frame.ts';
import { PLAIN } from '../../src/report/index.ts';
import { CANARY, SECRETIVE } from './secret-manifests.ts';

const frameOf = (text: string | undefined, line: number, column: number): string =>
  frameReader(() => text, PLAIN)({ file: 'a.yaml', line, column });

/** The frame of the first place of a piece of text. */
function frameAt(text: string, piece: string): string {
  const before = text.slice(0, text.indexOf(piece)).split('\n');
  return frameOf(text, before.length, (before.at(-1) ?? '').length + 1);
}

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db # the database
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: db
  ingress:
  - from:
    - ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] }
    - podSelector: { matchLabels: { any/key: x }, matchExpressions: [{ key: a, operator: In, values: [b] }] }
    ports:
    - port: 5432
`;

describe('the frame of a finding', () => {
  it('shows the line with a mark below the column', () => {
    expect(frameAt(POLICY, 'port: 5432')).toBe('  14 |     - port: 5432\n     |       ^\n');
  });

  it('leaves out what people wrote behind it', () => {
    expect(frameAt(POLICY, 'db #')).toBe('  4 |   name: db\n    |         ^\n');
  });

  it.each(['app.kubernetes.io/name', 'ipBlock', 'podSelector: { matchLabels', 'ingress', 'podSelector:\n', 'spec'])(
    'shows lines about labels, ports and addresses: %s',
    (piece) => {
      expect(frameAt(POLICY, piece)).toContain(piece.trim());
    },
  );

  it('shows JSON over several lines', () => {
    expect(frameAt(JSON.stringify({ items: [{ metadata: { name: 'web' } }] }, undefined, 2), '"name"')).toBe(
      '  5 |         "name": "web"\n    |         ^\n',
    );
  });

  it('puts the mark right when what is before it had to be made visible', () => {
    expect(frameOf('name: "\u202e" \n', 1, 10)).toBe('');
    expect(frameOf('name: a\u202eb\n', 1, 8)).toBe('  1 | name: a\\u{202e}b\n    |        ^\n');
  });

  it.each<[string, string | undefined, number, number]>([
    ['a file that cannot be had', undefined, 1, 1],
    ['a line that is not there', 'name: a\n', 7, 1],
    ['a column that is not there', 'name: a\n', 1, 60],
    ['a long line', `name: ${'a'.repeat(200)}\n`, 1, 1],
    ['an unknown key', 'metadata:\n  custom: a\n', 2, 3],
    ['a line of no key', 'metadata\n', 1, 1],
    ['a text that begins here', 'metadata:\n  name: |\n    x\n', 2, 3],
    ['an unknown key in braces', 'spec: { other: a }\n', 1, 1],
    ['a key in braces that cannot be read', 'spec: { größe: a }\n', 1, 1],
    ['an address with a password', 'host: http://a:b@c\n', 1, 1],
    ['a line of a ConfigMap', 'kind: ConfigMap\nmetadata:\n  name: a\n', 3, 3],
    ['a line below an unknown key', 'mine:\n  name: a\n', 2, 3],
    ['a line below a text', 'name: a\n  name: b\n', 2, 3],
    ['an item of arguments', 'args:\n- a\n', 2, 3],
    ['a deeper item of arguments', 'containers:\n- args:\n  - a\n', 3, 5],
    ['a key that stands beside no other', 'items:\n-    name: a\n  port: b\n', 3, 3],
  ])('shows nothing of %s', (_, text, line, column) => {
    expect(frameOf(text, line, column)).toBe('');
  });

  it('keeps apart the documents of a file', () => {
    const text = 'kind: Secret\ndata: { a: b }\n---\nkind: Pod\nmetadata:\n  name: a\n';
    expect(frameOf(text, 6, 3)).toContain('name: a');
    expect(frameOf(text, 1, 1)).toBe('');
  });

  it.each(Object.entries(SECRETIVE))('shows no secret, wherever a finding may be: %s', (file, text) => {
    const reader = frameReader(() => text, PLAIN);
    const frames = text
      .split('\n')
      .flatMap((line, at) => Array.from(line, (_, column) => reader({ file, line: at + 1, column: column + 1 })));
    expect(frames.filter((frame) => frame.includes(CANARY) || frame.includes('hunter2'))).toEqual([]);
    expect(text.split(CANARY).length).toBeGreaterThan(2);
    if (file !== 'broken.yaml') expect(frames.some((frame) => frame !== '')).toBe(true);
  });
});
