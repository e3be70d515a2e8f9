import type { Client } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';

/** The namespace in `web.shop.svc.cluster.local`, or in a name that was cut short behind `svc`. */
const namespaceIn = (name: string): string | undefined => /^(?:[^.]+\.)?[^.]+\.([^.]+)\.svc(?:\.|$)/.exec(name)?.[1];

export const externalNameDangling = defineRule({
  id: 'NG215',
  name: 'external-name-dangling',
  severity: 'warning',
  summary: 'An ExternalName points at a name of the cluster that does not exist.',
  messages: {
    found: '{why}',
  },
  *check({ overview: { catalog, names }, cluster, settings }) {
    for (const { resource } of catalog.services) {
      const { serviceType, externalName, ref, origin } = resource;
      if (serviceType !== 'ExternalName' || externalName === undefined) continue;
      const namespace = ref.namespace ?? '';
      const client: Client = { namespace, dnsPolicy: 'ClusterFirst', hostNetwork: false, searches: [] };
      const { problem } = names.resolve(`${ref.name}.${namespace}.svc.${names.zone}.`, client);
      if (problem === undefined) continue;
      const meant = namespaceIn(externalName);
      // What is kept elsewhere may well be there; every cluster has the API server's Service.
      if (meant !== undefined && (!cluster.namespaces.has(meant) || settings.isExternalNamespace(meant))) continue;
      if (externalName.startsWith('kubernetes.default.svc')) continue;
      yield {
        message: 'found',
        data: { why: problem },
        object: ref,
        at: { origin, path: ['spec', 'externalName'], on: 'value' },
      };
    }
  },
});
