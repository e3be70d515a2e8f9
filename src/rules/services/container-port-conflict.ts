import { defineRule } from '../define-rule.ts';
import { conflictHits } from './conflict-hits.ts';

export const containerPortConflict = defineRule({
  id: 'NG212',
  name: 'container-port-conflict',
  severity: 'warning',
  summary: 'Two containers of one pod declare the same port and protocol, or one name for two ports.',
  messages: {
    found: '{name}: {why}',
  },
  *check(context) {
    yield* conflictHits(context, ['container-port', 'port-name']);
  },
});
