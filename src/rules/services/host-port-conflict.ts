import { defineRule } from '../define-rule.ts';
import { conflictHits } from './conflict-hits.ts';

export const hostPortConflict = defineRule({
  id: 'NG213',
  name: 'host-port-conflict',
  severity: 'warning',
  summary: 'Two workloads that may share a node claim the same port of it, or the replicas of one do (info).',
  messages: {
    found: '{name}: {why}',
  },
  *check(context) {
    yield* conflictHits(context, ['host-port']);
    // A port of the node for each replica is how many a proxy runs; that no node takes two may be just what is wanted.
    for (const hit of conflictHits(context, ['host-port-replicas'])) yield { ...hit, severity: 'info' };
  },
});
