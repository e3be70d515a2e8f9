import { describe, expect, it } from 'vitest';
import { readAll } from './support.ts';

const SEEDS = [
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: "a", labels: {'b': c}} # note
spec:
  podSelector: &sel
    matchLabels: {app: web}
  ingress:
  - from: [{podSelector: *sel}]
    ports:
    - port: 0x1F90
      protocol: TCP
`,
  `# first
---
kind: List
items:
- {kind: Pod, <<: &m {a: 1}}
- kind: Service
  text: |-
    a # b
     c
  more: >+
    d

    e
...
---
"kind": 'Pod'
? key
: !!str on
`,
  '{"kind": "Pod", "a": [1, 2.5e3, null, true, {"b": "\\u0041\\n"}], "c": {}}',
  'kind: Pod\nname: {{ .Values.x }}\n{{- if eq 1 2 }}\nlist: [{{ a }}]\n{{- end }}\n---\nb: "{{ $x }}"\n',
];

const TOKENS = [
  ...Array.from('\n\r\t :-#&*!|>\'"%@`{}[],?~\\0aé😀\u0000\uFEFF\u2028\uD800'),
  ...[
    '\n---\n',
    '\n...\n',
    '<<: ',
    '*sel',
    '&x ',
    '!!int ',
    '{{',
    '}}',
    ': ',
    '- ',
    '\r\n',
    '  ',
    '__proto__: ',
    '%YAML 1.1\n',
  ],
];

/** A small generator of pseudo-random numbers (mulberry32), so that each run makes the same mutations. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function mutate(text: string, next: (below: number) => number): string {
  let mutated = text;
  for (let count = 1 + next(4); count > 0; count -= 1) {
    const at = next(mutated.length + 1);
    const [head, tail] = [mutated.slice(0, at), mutated.slice(at)];
    const kind = next(4);
    if (kind === 0) mutated = head + tail.slice(1 + next(5));
    else if (kind === 1) mutated = head + (TOKENS[next(TOKENS.length)] ?? '') + tail;
    else if (kind === 2) mutated = head + tail.slice(0, next(40)) + tail;
    else mutated = head + mutated.slice(next(mutated.length), next(mutated.length));
  }
  return mutated;
}

describe('mutated manifests', () => {
  it('are read or reported, at places that exist, and nothing is thrown', () => {
    const next = numbers(20);
    let documents = 0;
    let problems = 0;
    for (let run = 0; run < 10_000; run += 1) {
      const text = mutate(SEEDS[run % SEEDS.length] ?? '', next);
      const lines = text.split(/\r\n?|\n/);
      for (const read of readAll(text)) {
        if (read.type === 'problem') {
          problems += 1;
          const { line = 0, column = 0 } = read.problem.location ?? {};
          expect(column, `${line}:${column} of ${JSON.stringify(text)}`).toBeLessThanOrEqual(
            (lines[line - 1]?.length ?? -1) + 2,
          );
        } else if (read.type === 'document') {
          documents += 1;
          const { document } = read;
          if (run % 10 === 0)
            for (const path of [[], ['spec', 'ingress', 0], ['items', 0, 'a'], ['c']])
              document.origin.locateValue(path);
          if (run % 10 === 0) document.comments();
        }
      }
    }
    expect(documents).toBeGreaterThan(2_000);
    expect(problems).toBeGreaterThan(2_000);
    expect('polluted' in {}).toBe(false);
  });
});
