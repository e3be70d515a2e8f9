/** Clusters of the shapes that network plugins measure themselves on. */
import { namespace, policy, workload } from './manifests.mjs';
import { random } from './random.mjs';

const digits = (number, width) => String(number).padStart(width, '0');
const labelled = (app) => ({ matchLabels: { app } });
const HTTP = [{ name: 'http', containerPort: 80 }];
const ONLY_HTTP = [{ protocol: 'TCP', port: 80 }];

const pod = (name, ns, labels) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: ns, labels },
  spec: { containers: [{ name: 'main', image: 'registry.example/main:1.0', ports: HTTP }] },
});

/**
 * Many small namespaces: four pods and three policies in each.
 *
 * @param {{ namespaces?: number }} [options]
 */
export function* spreadObjects({ namespaces = 25_000 } = {}) {
  for (let index = 0; index < namespaces; index += 1) {
    const ns = `ns-${digits(index, 5)}`;
    yield namespace(ns, { team: `team-${index % 100}` });
    for (const app of ['web', 'web', 'api', 'db']) yield pod(`${app}-${index}`, ns, { app });
    yield policy('web', ns, labelled('web'), { ingress: [{ from: [{ namespaceSelector: {} }], ports: ONLY_HTTP }] });
    yield policy('api', ns, labelled('api'), { ingress: [{ from: [{ podSelector: labelled('web') }] }] });
    yield policy('db', ns, labelled('db'), { ingress: [{ from: [{ podSelector: labelled('api') }] }], egress: [] });
  }
}

/**
 * One namespace in which every policy selects every pod, from every pod.
 *
 * @param {{ pods?: number, policies?: number }} [options]
 */
export function* crowdObjects({ pods = 10_000, policies = 10_000 } = {}) {
  yield namespace('crowd', {});
  for (let index = 0; index < pods; index += 1) yield pod(`pod-${digits(index, 5)}`, 'crowd', { app: 'one' });
  for (let index = 0; index < policies; index += 1) {
    const peers = [{ podSelector: labelled('one') }];
    yield policy(`policy-${digits(index, 5)}`, 'crowd', labelled('one'), {
      ingress: [{ from: peers, ports: ONLY_HTTP }],
      egress: [{ to: peers, ports: ONLY_HTTP }],
    });
  }
}

/**
 * One namespace in which every policy selects all pods but one, lets in all but another one, and out to one on a port of its own: no two
 * pods are selected alike.
 *
 * @param {{ pods?: number }} [options]
 */
export function* apartObjects({ pods = 500 } = {}) {
  yield namespace('apart', {});
  const app = (index) => `app-${digits(index % pods, 5)}`;
  const allBut = (name) => ({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: [name] }] });
  for (let index = 0; index < pods; index += 1) {
    yield pod(app(index), 'apart', { app: app(index) });
    yield policy(`but-${app(index)}`, 'apart', allBut(app(index)), {
      ingress: [{ from: [{ podSelector: allBut(app(index + 1)) }] }],
      egress: [{ to: [{ podSelector: labelled(app(index)) }], ports: [{ protocol: 'TCP', port: 1_000 + index }] }],
    });
  }
}

/**
 * One namespace in which each pod has a label and a policy of its own, which names one other pod.
 *
 * @param {{ pods?: number }} [options]
 */
export function* singleObjects({ pods = 10_000 } = {}) {
  yield namespace('single', {});
  for (let index = 0; index < pods; index += 1) {
    const app = `app-${digits(index, 5)}`;
    const peer = `app-${digits((index * 7 + 1) % pods, 5)}`;
    yield pod(app, 'single', { app });
    yield policy(app, 'single', labelled(app), {
      ingress: [{ from: [{ podSelector: labelled(peer) }], ports: ONLY_HTTP }],
    });
  }
}

/**
 * Policies of a published scale profile, medium in each of its numbers: ten pods selected, ten ports and ten ranges, ten
 * selectors, each of ten namespaces and ten pods, and ten blocks of addresses.
 *
 * @param {{ namespaces?: number, policies?: number, seed?: number }} [options]
 */
export function* scaleObjects({ namespaces = 100, policies = 10, seed = 1 } = {}) {
  const numbers = random(seed);
  const list = Array.from({ length: namespaces }, (_, index) => `ns-${digits(index, 3)}`);
  const ten = (make) => Array.from({ length: 10 }, (_, index) => make(index));
  for (const [index, ns] of list.entries()) {
    yield namespace(ns, { group: `group-${index % Math.ceil(namespaces / 10)}` });
    for (let place = 0; place < 100; place += 1) {
      const app = `app-${place}`;
      yield workload('Deployment', app, ns, { app, set: `set-${place % 10}` }, HTTP);
    }
  }
  for (const ns of list)
    for (let index = 0; index < policies; index += 1) {
      const first = numbers.below(40_000) + 1;
      const ports = [
        ...ten((i) => ({ protocol: 'TCP', port: first + i * 7 })),
        ...ten((i) => ({ protocol: 'TCP', port: first + 100 + i * 20, endPort: first + 110 + i * 20 })),
      ];
      const peers = [
        ...ten((i) => ({
          namespaceSelector: { matchLabels: { group: `group-${(index + i) % Math.ceil(namespaces / 10)}` } },
          podSelector: { matchLabels: { set: `set-${numbers.below(10)}` } },
        })),
        ...ten(() => ({ ipBlock: { cidr: `10.${numbers.below(200)}.${numbers.below(256)}.0/24` } })),
      ];
      yield policy(
        `scale-${index}`,
        ns,
        { matchLabels: { set: `set-${index % 10}` } },
        {
          ingress: [{ from: peers, ports }],
          egress: [{ to: peers, ports }],
        },
      );
    }
}
