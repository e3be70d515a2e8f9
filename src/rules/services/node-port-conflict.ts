import { groupBy } from '../../model/group-by.ts';
import { exposuresOf } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';

export const nodePortConflict = defineRule({
  id: 'NG211',
  name: 'node-port-conflict',
  severity: 'error',
  summary: 'Two Services ask for the same node port and protocol: the cluster rejects the later one.',
  messages: {
    found: 'Service {service} asks for node port {port}, which Service {first} has already',
  },
  *check({ overview: { catalog } }) {
    const claims = catalog.services.flatMap(({ resource, id }) =>
      resource.ports.flatMap((port) => {
        const isOpen = exposuresOf(resource, port).some(({ way }) => way === 'node-port');
        if (!isOpen || port.nodePort === undefined) return [];
        const place = { origin: resource.origin, path: ['spec', 'ports', port.index, 'nodePort'] };
        return [{ resource, id, place, text: `${port.protocol} ${port.nodePort}` }];
      }),
    );
    for (const [text, [first, ...others]] of groupBy(claims, (claim) => claim.text))
      for (const { resource, id, place } of others)
        yield {
          message: 'found',
          data: { service: id, port: text, first: first?.id ?? '' },
          object: resource.ref,
          at: place,
          key: text,
          related: first === undefined ? [] : [{ message: `Service ${first.id}`, ...first.place }],
        };
  },
});
