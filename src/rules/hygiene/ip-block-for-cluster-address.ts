import { difference } from '../../model/intervals.ts';
import type { IpBlock } from '../../model/ip-set.ts';
import type { Origin, Path } from '../../model/location.ts';
import type { ObjectRef } from '../../model/object-ref.ts';
import type { Cluster } from '../../cluster/index.ts';
import { defineRule } from '../define-rule.ts';
import { DIRECTIONS, peersKey, policyName } from './written-scopes.ts';

interface WrittenBlock {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly block: IpBlock;
  readonly path: Path;
  readonly direction: string;
}

function* writtenBlocks({ networkPolicies, adminPolicies }: Cluster): Generator<WrittenBlock> {
  for (const direction of DIRECTIONS) {
    for (const { ref, origin, ...policy } of networkPolicies)
      for (const [index, { peers }] of policy[direction].entries())
        for (const [place, { ipBlock: block }] of peers.entries()) {
          const path = ['spec', direction, index, peersKey(direction), place, 'ipBlock', 'cidr'];
          if (block !== undefined) yield { ref, origin, block, path, direction };
        }
    for (const { ref, origin, ...policy } of adminPolicies)
      for (const [index, { peers }] of policy[direction].entries())
        for (const [place, peer] of peers.entries()) {
          if (peer.type !== 'networks') continue;
          for (const [item, block] of peer.blocks.entries()) {
            const path = ['spec', direction, index, peersKey(direction), place, 'networks', item];
            yield { ref, origin, block, path, direction };
          }
        }
  }
}

const holder = (blocks: readonly IpBlock[], { set }: IpBlock): IpBlock | undefined =>
  set.length === 0 ? undefined : blocks.find((outer) => difference(set, outer.set).length === 0);

export const ipBlockForClusterAddress = defineRule({
  id: 'NG313',
  name: 'ip-block-for-cluster-address',
  severity: 'warning',
  summary: 'An ipBlock lies inside the configured addresses of pods or Services.',
  messages: {
    service:
      '{block} in {policy} lies in the Service addresses {outer}: policies are asked after a Service address was translated, so it never matches; select the pods behind it',
    pod: '{block} in {policy} lies in the pod addresses {outer}: pods get new addresses, and some network plugins never match them by address; select the pods by their labels',
  },
  *check({ cluster, settings: { podBlocks, serviceBlocks } }) {
    if (podBlocks.length === 0 && serviceBlocks.length === 0) return;
    for (const { ref, origin, block, path, direction } of writtenBlocks(cluster)) {
      const service = holder(serviceBlocks, block);
      const outer = service ?? holder(podBlocks, block);
      if (outer === undefined) continue;
      yield {
        message: service === undefined ? 'pod' : 'service',
        data: { block: block.text, policy: policyName(ref), outer: outer.text },
        object: ref,
        at: { origin, path, on: 'value' },
        key: `${direction} ${block.text}`,
      };
    }
  },
});
