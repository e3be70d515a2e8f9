import { defineRule } from '../define-rule.ts';
import { backendHit, backendProblems } from './route-backends.ts';

export const backendPortMissing = defineRule({
  id: 'NG222',
  name: 'backend-port-missing',
  severity: 'error',
  summary: 'An Ingress or route names a port that its Service does not have.',
  messages: {
    found: '{route} leads to {backend}, but {why}',
  },
  *check(context) {
    for (const found of backendProblems(context, ['port-missing'], ({ text }) => text))
      yield { message: 'found', ...backendHit(found) };
  },
});
