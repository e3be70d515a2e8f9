import { addressText } from '../../model/ip-set.ts';
import { listText } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';

export const externalIps = defineRule({
  id: 'NG407',
  name: 'external-ips',
  severity: 'warning',
  summary: 'A Service claims addresses with `externalIPs`, which nobody checks (CVE-2020-8554).',
  messages: {
    claimed:
      'Service {service} claims {addresses} with externalIPs: nodes send it all traffic for them, whoever they belong to (CVE-2020-8554), and Kubernetes means to drop the field; use a LoadBalancer or a Gateway',
  },
  *check({ overview }) {
    for (const { resource, id } of overview.catalog.services) {
      const { externalIPs, serviceType, origin, ref } = resource;
      if (externalIPs.length === 0 || serviceType === 'ExternalName') continue;
      yield {
        message: 'claimed',
        data: { service: id, addresses: listText(externalIPs.map(addressText)) },
        object: ref,
        at: { origin, path: ['spec', 'externalIPs'] },
      };
    }
  },
});
