import { defineRule } from '../define-rule.ts';
import { conflictHits } from './conflict-hits.ts';

export const probePortUndeclared = defineRule({
  id: 'NG214',
  name: 'probe-port-undeclared',
  severity: 'warning',
  summary: 'A probe asks a named port that its container does not declare.',
  messages: {
    found: '{name}: {why}',
  },
  *check(context) {
    yield* conflictHits(context, ['probe-port']);
  },
});
