import { defineRule } from '../define-rule.ts';
import { populatedNamespaces } from './populated.ts';
import { backendHit, backendProblems, targetName, targetNamespace } from './route-backends.ts';

export const referenceGrantMissing = defineRule({
  id: 'NG225',
  name: 'reference-grant-missing',
  severity: 'error',
  summary: 'A route leads to a backend in another namespace, and no ReferenceGrant there lets it.',
  messages: {
    found: '{route} leads to {backend}, but {why}',
  },
  *check(context) {
    const populated = populatedNamespaces(context);
    for (const found of backendProblems(context, ['grant-missing'], targetName)) {
      const namespace = targetNamespace(found.backend);
      // Where nothing of the namespace is in the input, the grant would not be either.
      if (context.settings.isExternalNamespace(namespace) || !populated.has(namespace)) continue;
      yield { message: 'found', ...backendHit(found), key: targetName(found.backend) };
    }
  },
});
