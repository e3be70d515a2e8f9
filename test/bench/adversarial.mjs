/** Clusters that make one part of the solver work as hard as it can. */
import { namespace, policy, workload } from './manifests.mjs';
import { random } from './random.mjs';

const NAMESPACES = 50;
const digits = (number, width) => String(number).padStart(width, '0');
const names = (count = NAMESPACES) => Array.from({ length: count }, (_, index) => `ns-${digits(index, 3)}`);
const labelled = (app) => ({ matchLabels: { app } });
const HTTP = [{ name: 'http', containerPort: 8080 }];

function* homes(list, labels = () => ({})) {
  for (const [index, name] of list.entries()) yield namespace(name, labels(index));
}

/** `workloads` over some namespaces, each with a label of its own. */
function* apps(list, workloads, portsOf = () => HTTP) {
  for (let index = 0; index < workloads; index += 1) {
    const app = `app-${digits(index, 5)}`;
    yield workload('Deployment', app, list[index % list.length], { app }, portsOf(index));
  }
}

/**
 * Every policy opens ports of its own, to pods that other policies select too: no two port sets are the same.
 *
 * @param {{ workloads?: number, policies?: number, seed?: number }} [options]
 */
export function* portObjects({ workloads = 2_000, policies = 10_000, seed = 1 } = {}) {
  const numbers = random(seed);
  const list = names();
  yield* homes(list);
  yield* apps(list, workloads);
  for (let index = 0; index < policies; index += 1) {
    const first = 1 + (index % 60_000);
    const rule = { ports: [{ protocol: 'TCP', port: first, endPort: Math.min(65_535, first + numbers.below(5_000)) }] };
    const place = numbers.below(workloads);
    const peer = [{ namespaceSelector: {}, podSelector: labelled(`app-${digits(numbers.below(workloads), 5)}`) }];
    const isIngress = index % 2 === 0;
    yield policy(`own-ports-${digits(index, 5)}`, list[place % list.length], labelled(`app-${digits(place, 5)}`), {
      ...(isIngress && { ingress: [{ ...rule, from: peer }] }),
      ...(!isIngress && { egress: [{ ...rule, to: peer }] }),
    });
  }
}

/**
 * `blocks` overlapping address ranges of both families, a third of them with exceptions.
 *
 * @param {{ workloads?: number, blocks?: number, seed?: number }} [options]
 */
export function* cidrObjects({ workloads = 500, blocks = 4_000, seed = 1 } = {}) {
  const numbers = random(seed);
  const list = names();
  yield* homes(list);
  yield* apps(list, workloads);
  const block = (index) => {
    const [a, b, c] = [numbers.below(64), numbers.below(256), numbers.below(16) * 16];
    const except = numbers.chance(1 / 3);
    if (index % 2 === 0)
      return {
        cidr: `10.${a}.${b}.${c}/20`.replace(/\d+\/20$/, '0/20'),
        ...(except && { except: [`10.${a}.${b - (b % 16)}.0/24`] }),
      };
    const net = `fd00:${a.toString(16)}:${b.toString(16)}`;
    return { cidr: `${net}::/48`, ...(except && { except: [`${net}:${c.toString(16)}::/64`] }) };
  };
  const aligned = ({ cidr, except }) => ({
    ipBlock: {
      cidr: cidr.replace(/^10\.(\d+)\.(\d+)\.0\/20$/, (_, a, b) => `10.${a}.${b - (b % 16)}.0/20`),
      ...(except && { except }),
    },
  });
  for (let index = 0; index < blocks; index += 1) {
    const place = numbers.below(workloads);
    yield policy(`range-${digits(index, 5)}`, list[place % list.length], labelled(`app-${digits(place, 5)}`), {
      egress: [{ to: [aligned(block(index))], ports: [{ protocol: 'TCP', port: 443 }] }],
    });
  }
}

/**
 * Ports by name everywhere, and no two workloads give a name the same number.
 *
 * @param {{ workloads?: number, policies?: number, seed?: number }} [options]
 */
export function* namedObjects({ workloads = 2_000, policies = 2_000, seed = 1 } = {}) {
  const numbers = random(seed);
  const list = names();
  yield* homes(list, (index) => ({ team: `team-${index % 10}` }));
  yield* apps(list, workloads, (index) => [
    { name: 'http', containerPort: 1_024 + index },
    { name: 'admin', containerPort: 20_000 + index },
  ]);
  for (let index = 0; index < policies; index += 1) {
    const ports = [{ protocol: 'TCP', port: numbers.pick(['http', 'admin']) }];
    const peer = [{ namespaceSelector: { matchLabels: { team: `team-${numbers.below(10)}` } } }];
    const subject = index % 4 === 0 ? {} : labelled(`app-${digits(numbers.below(workloads), 5)}`);
    yield policy(`named-${digits(index, 5)}`, numbers.pick(list), subject, {
      ingress: [{ from: peer, ports }],
      egress: [{ to: peer, ports }],
    });
  }
}

/**
 * Admin policies by the hundred, each with rules by the hundred, over pods that NetworkPolicies isolate as well.
 *
 * @param {{ workloads?: number, policies?: number, rules?: number, seed?: number }} [options]
 */
export function* tierObjects({ workloads = 2_000, policies = 100, rules = 100, seed = 1 } = {}) {
  const numbers = random(seed);
  const list = names(100);
  const team = () => ({ namespaceSelector: { matchLabels: { team: `team-${numbers.below(20)}` } } });
  const adminRule = (direction, index) => ({
    name: `rule-${index}`,
    action: numbers.pick(['Accept', 'Deny', 'Pass']),
    [direction === 'ingress' ? 'from' : 'to']: [
      numbers.chance(0.5)
        ? { namespaces: team().namespaceSelector }
        : { pods: { ...team(), podSelector: labelled(`app-${digits(numbers.below(workloads), 5)}`) } },
    ],
    protocols: [{ tcp: { destinationPort: { number: 8_000 + numbers.below(100) } } }],
  });
  yield* homes(list, (index) => ({ team: `team-${index % 20}` }));
  yield* apps(list, workloads);
  for (let index = 0; index < policies; index += 1)
    yield {
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: `admin-${digits(index, 4)}` },
      spec: {
        tier: index % 10 === 9 ? 'Baseline' : 'Admin',
        priority: index,
        subject: { namespaces: numbers.chance(0.3) ? {} : team().namespaceSelector },
        ingress: Array.from({ length: Math.min(25, rules / 2) }, (_, rule) => adminRule('ingress', rule)),
        egress: Array.from({ length: Math.min(25, rules / 2) }, (_, rule) => adminRule('egress', rule)),
      },
    };
  for (const ns of list) {
    const peers = [{ podSelector: {} }, team()];
    yield policy('allow-team', ns, {}, { ingress: [{ from: peers }], egress: [{ to: peers }] });
  }
}
