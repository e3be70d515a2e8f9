import { defineRule } from '../define-rule.ts';
import { podNames } from '../pods.ts';
import { isInternetBlock, peerTarget } from './internet.ts';
import { type ExposedPort, sensitiveEntries, sensitiveRules } from './sensitive-exposures.ts';

const shown = (exposed: readonly [ExposedPort, ...ExposedPort[]]) => {
  const [{ sensitive, protocol, port }] = exposed;
  const alike = exposed.filter((each) => each.sensitive === sensitive);
  return { what: sensitive.service, port: `${protocol} ${port}`, pods: podNames(alike.map(({ pod }) => pod)) };
};

export const sensitivePortOpen = defineRule({
  id: 'NG402',
  name: 'sensitive-port-open-to-internet',
  severity: 'error',
  summary:
    'A way in from outside, or a rule for every address, leads to a database, a remote shell, etcd, a kubelet or a console.',
  messages: {
    entry: '{entry} leads from outside, by {way}, to {what} ({port}) of {pods}, and no policy keeps anybody away',
    rule: 'policy {policy} opens {what} ({port}) of {pods} to every address: list the pods that need it under from',
  },
  *check(context) {
    for (const { entry, exposed, way, at } of sensitiveEntries(context)) {
      const { what, port, pods } = shown(exposed);
      const [{ pod }] = exposed;
      const { origin } = pod.workload;
      yield {
        message: 'entry',
        data: { entry: entry.id, way, what, port, pods },
        object: entry.resource.ref,
        at,
        related: [{ message: `${port} of ${pods}`, origin, path: ['metadata', 'name'], on: 'value' }],
        key: `${port} ${pods}`,
      };
    }
    for (const { placed, exposed } of sensitiveRules(context)) {
      const { what, port, pods } = shown(exposed);
      const { ref } = placed.policy;
      const [{ pod }] = exposed;
      yield {
        message: 'rule',
        data: { policy: ref.name, what, port, pods },
        object: ref,
        at: peerTarget(placed, isInternetBlock),
        related: [
          { message: `${port} of ${pods}`, origin: pod.workload.origin, path: ['metadata', 'name'], on: 'value' },
        ],
        key: port,
      };
    }
  },
});
