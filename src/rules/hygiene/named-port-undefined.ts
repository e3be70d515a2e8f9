import type { AdminPolicyResource, NetworkPolicyResource } from '../../cluster/index.ts';
import { containerPortsNamed } from '../../model/container-port.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Path } from '../../model/location.ts';
import type { Protocol } from '../../model/protocol.ts';
import { once } from '../../model/remember.ts';
import type { Direction } from '../../policy/index.ts';
import { endpointName, isPolicedPod, type WorkloadEndpoint } from '../../reach/index.ts';
import { defineRule, type RelatedTarget } from '../define-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isClearSlip } from './near-miss.ts';
import { podsOfInput } from './pods-of-input.ts';
import { DIRECTIONS, policyName, writtenScopes, type WrittenScope } from './written-scopes.ts';

interface NamedPort {
  readonly name: string;
  /** Absent: that of the container port. */
  readonly protocol?: Protocol;
  readonly path: Path;
}

interface RuleWithNames {
  readonly direction: Direction;
  readonly path: Path;
  readonly peers: number;
  readonly ports: readonly NamedPort[];
}

function ofNetworkPolicy(policy: NetworkPolicyResource): RuleWithNames[] {
  return DIRECTIONS.flatMap((direction) =>
    policy[direction].map(({ peers, ports }, index): RuleWithNames => {
      const path = ['spec', direction, index];
      const named = ports.flatMap(({ protocol, port }, place): NamedPort[] =>
        typeof port === 'string' ? [{ name: port, protocol, path: [...path, 'ports', place, 'port'] }] : [],
      );
      return { direction, path, peers: peers.length, ports: named };
    }),
  );
}

function ofAdminPolicy(policy: AdminPolicyResource): RuleWithNames[] {
  // v1alpha2 calls its list protocols; where a path does not exist, its nearest ancestor is shown.
  const list = policy.ref.kind === 'ClusterNetworkPolicy' ? 'protocols' : 'ports';
  return DIRECTIONS.flatMap((direction) =>
    policy[direction].map(({ peers, ports = [] }, index): RuleWithNames => {
      const path = ['spec', direction, index];
      const named = ports.flatMap((port, place): NamedPort[] =>
        port.type === 'named' ? [{ name: port.name, path: [...path, list, place] }] : [],
      );
      return { direction, path, peers: peers.length, ports: named };
    }),
  );
}

/** Ports of containers that service meshes put into pods when they start. */
const INJECTED: ReadonlySet<string> = new Set(['http-envoy-prom', 'linkerd-admin', 'linkerd-proxy']);

const isIn = (path: Path, rule: Path): boolean => rule.every((step, place) => path[place] === step);

/**
 * The pods whose ports a rule means, or undefined where not all of them are in the input: for ingress those of the subject,
 * for egress those of the peers.
 */
function destinations(
  context: RuleContext,
  { direction, path, peers }: RuleWithNames,
  scopes: readonly WrittenScope[],
): readonly WorkloadEndpoint[] | undefined {
  const { index, shows, isForOutside } = podsOfInput(context);
  const meant = scopes.filter((written) =>
    direction === 'ingress' ? written.role === 'subject' : isIn((written.pods ?? written.namespaces)?.path ?? [], path),
  );
  if (direction === 'egress' && meant.length < Math.max(1, peers)) return undefined;
  if (!meant.every(({ scope }) => shows(scope.namespaces) && !isForOutside(scope))) return undefined;
  const pods = meant.map(({ scope }) => index.find(scope).filter(isPolicedPod));
  return pods.some((found) => found.length === 0) ? undefined : pods.flat();
}

interface Near {
  readonly hint: string;
  readonly related: readonly RelatedTarget[];
}

/** The same name with another protocol, or a name that is a slip of it. */
function nearest({ name }: NamedPort, pods: readonly WorkloadEndpoint[]): Near {
  const declared = pods.flatMap((pod) => pod.ports.map((port) => ({ pod, port })));
  const near =
    declared.find(({ port }) => port.name === name) ??
    declared.find(({ port }) => port.name !== undefined && isClearSlip(port.name, name));
  if (near === undefined) return { hint: '', related: [] };
  const { pod, port } = near;
  const message = `${endpointName(pod)} declares ${port.name ?? ''} as ${port.protocol} ${port.port}`;
  return { hint: `; ${message}`, related: [{ origin: pod.origin, path: pod.labelsPath.slice(0, -2), message }] };
}

export const namedPortUndefined = defineRule({
  id: 'NG307',
  name: 'named-port-undefined',
  severity: 'warning',
  summary: 'No pod that a rule can apply to declares a port of the name and protocol that the rule gives.',
  messages: {
    subject: 'port {port} opens nothing: no pod that {policy} applies to declares it{hint}',
    peers: 'port {port} opens nothing: no pod that this egress rule of {policy} leads to declares it{hint}',
  },
  *check(context) {
    const scopesOf = once(() => groupBy(writtenScopes(context), ({ ref }) => ref));
    const policies = [
      ...context.cluster.networkPolicies.map((policy) => ({ policy, rules: ofNetworkPolicy(policy) })),
      ...context.cluster.adminPolicies.map((policy) => ({ policy, rules: ofAdminPolicy(policy) })),
    ];
    for (const { policy, rules } of policies) {
      const { ref, origin } = policy;
      for (const rule of rules) {
        const named = rule.ports.filter(({ name }) => !INJECTED.has(name));
        if (named.length === 0) continue;
        const pods = destinations(context, rule, scopesOf().get(ref) ?? []);
        if (pods === undefined) continue;
        for (const port of named) {
          const { name, protocol, path } = port;
          if (pods.some(({ ports }) => containerPortsNamed(ports, name, protocol).length > 0)) continue;
          const { hint, related } = nearest(port, pods);
          const text = protocol === undefined ? name : `${name} (${protocol})`;
          yield {
            message: rule.direction === 'ingress' ? 'subject' : 'peers',
            data: { port: text, policy: policyName(ref), hint },
            object: ref,
            at: { origin, path, on: 'value' },
            related,
            key: `${rule.direction} ${text}`,
          };
        }
      }
    }
  },
});
