import { describe, expect, it } from 'vitest';
import { documentsOf, problemsOf, summaryOf } from './support.ts';

describe('unrendered templates', () => {
  it.each<[name: string, text: string, expected: string[]]>([
    ['an action as a value', 'kind: Pod\nname: {{ .Values.name }}\n', ['NG003 2:7']],
    ['an action as an item', 'kind: Pod\nlist:\n- {{ .Values.name }}\n', ['NG003 3:3']],
    ['an action in a flow list', 'kind: Pod\nlist: [{{ .x }}, b]\n', ['NG003 2:8']],
    ['an action that YAML reads as a mapping', 'name: {{ x }}\n', ['NG003 1:7']],
    ['a kind that is an action', 'kind: {{ .kind }}\n', ['NG003 1:7']],
    ['control actions', '{{- if .Values.x }}\nkind: Pod\n{{- end }}\n', ['NG003 1:1']],
    ['control actions inside', 'kind: Pod\nspec:\n  {{- with .x }}\n  a: b\n  {{- end }}\n', ['NG003 3:3']],
    ['a line that YAML adds to the scalar above', 'kind: Pod\nname: a\n  {{ include "x" . }}\n', ['NG003 3:3']],
    ['what Helm alone has, inside a plain scalar', 'kind: Pod\nname: web-{{ .Release.Name }}\n', ['NG003 2:11']],
    ['what Helm alone has, in quotes', 'kind: Pod\nname: "{{ include "x" . }}"\n', ['NG003 2:8']],
    ['what Helm alone has, in quotes that are YAML', 'kind: Pod\nname: "a-{{ .Values.x }}"\n', ['NG003 2:10']],
    ['an assignment', '{{- $x := 1 -}}\nkind: Pod\n', ['NG003 1:1']],
    ['a comment of the template', '{{/* a */}}\nkind: Pod\n', ['NG003 1:1']],
    ['an action behind a quoted alert', 'kind: Pod\na: "{{ $labels.x }}"\nb: {{ .y }}\n', ['NG003 3:4']],
  ])('%s', (_, text, expected) => {
    expect(summaryOf(text)).toEqual(expected);
  });

  it.each<[name: string, text: string]>([
    ['alerts in double quotes', 'kind: Pod\na: "{{ $labels.instance }} is down"\n'],
    ['alerts in single quotes', "kind: Pod\na: '{{ $value }}'\n"],
    ['quoted scalars over lines', 'kind: Pod\na: "x\n  {{ y }}"\n'],
    ['block scalars', 'kind: Pod\na: |\n  {{ if .Values.x }}\n  {{ .Values.x }}\n'],
    ['arguments', 'kind: Pod\nargs: ["{{inputs.parameters.x}}", \'--format={{.ID}}\']\n'],
    ['the middle of plain scalars', 'kind: Pod\nargs:\n- --format={{.ID}}\n'],
    ['comments', 'kind: Pod # {{ .Values.x }}\n# {{ if }}\n'],
    ['JSON', '{"kind": "Pod", "a": {"b": {"c": "{{ x }}"}}}\n'],
    ['nested JSON without blanks', '{"a":{"b":{"c":1}}}\n'],
  ])('are not seen in %s', (_, text) => {
    expect(problemsOf(text)).toEqual([]);
    expect(documentsOf(text)).toHaveLength(1);
  });

  it('are reported once a file', () => {
    expect(summaryOf('a: {{ x }}\n---\nb: {{ x }}\n---\nc: 1\n')).toEqual(['NG003 1:4', 'document {"c":1}']);
  });

  it('hold every document inside of an action that is still open', () => {
    const text = '{{- if .Values.x }}\na: 1\n---\nb: 1\n---\nc: 1\n{{- end }}\n---\nd: 1\n';
    expect(summaryOf(text)).toEqual(['NG003 1:1', 'document {"d":1}']);
  });

  it('are passed over in documents of unused kinds', () => {
    expect(summaryOf('kind: ConfigMap\ndata: {{ .x }}\n')).toEqual(['skipped - ConfigMap 1:1']);
  });

  it('do not explain an error beside quoted braces', () => {
    expect(summaryOf('kind: Pod\na: "{{ $value }}"\nb: [\n')).toEqual(['NG002 4:1']);
  });

  it('name the command that renders them', () => {
    expect(problemsOf('a: {{ x }}\n')[0]?.message).toContain('`helm template <chart> | netgraph analyze -`');
  });
});
