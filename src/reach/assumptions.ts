import { isRuntimeLabel } from '../cluster/index.ts';
import type { Rule } from '../policy/index.ts';
import type { Assumption } from './assumption.ts';
import {
  decidedByBaseline,
  dependsOnFamilyOrRange,
  equalPriorities,
  type Facts,
  factsOf,
  hasSubject,
  isUnknownOn,
  namespaceSelectorsOnLabels,
  subjectsOf,
  withRule,
} from './assumption-facts.ts';
import { type Endpoint, isNodeTraffic, isPolicedPod, isProxy } from './endpoint.ts';
import { inPodScope } from './matching.ts';
import type { Reachability } from './reachability.ts';

type Check = Omit<Assumption, 'affected'> & { readonly affects: (facts: Facts) => readonly Endpoint[] };

const CHECKS: readonly Check[] = [
  {
    id: 'pod-addresses-unknown',
    message:
      'The addresses of these pods are unknown. Blocks that hold a whole family (0.0.0.0/0, ::/0), or one of the ranges configured as theirs, are taken to match them, narrower ones not to: a pod that lies in one is open to what its rule allows, and closed to what it denies.',
    setting:
      'read the pods as they run, too: kubectl get pods -A -o yaml; or give podCIDRs and nodeCIDRs in .netgraph.yaml',
    affects: (facts) =>
      hasSubject(facts, withRule(facts, dependsOnFamilyOrRange)) ? facts.endpoints.filter(facts.isAddressOpen) : [],
  },
  {
    id: 'namespace-labels-unknown',
    message:
      'These are in namespaces without a Namespace object in the input, which are taken to have no label but their name; a label that they do have may open connections.',
    setting: 'add the Namespace manifests to the input',
    affects: ({ endpoints, view }) => {
      const mayMatch = namespaceSelectorsOnLabels(view);
      return endpoints.filter(
        (endpoint) =>
          isPolicedPod(endpoint) && endpoint.namespace.origin === undefined && mayMatch(endpoint.namespace.name),
      );
    },
  },
  {
    id: 'runtime-labels-unknown',
    message:
      'Policies select by labels that only controllers set when pods run. These workloads are known by their templates and taken not to have them; pods that do may be isolated, or reached.',
    setting: 'read the pods as they run, too: kubectl get pods -A -o yaml',
    affects: ({ endpoints, view }) => {
      const asked = [...view.vocabulary.keys()].filter(isRuntimeLabel);
      if (asked.length === 0) return [];
      return endpoints.filter(
        (endpoint) => isPolicedPod(endpoint) && !endpoint.isRunning && asked.some((key) => isUnknownOn(key, endpoint)),
      );
    },
  },
  {
    id: 'same-node',
    message:
      'A node always reaches the pods that run on it. Where the input does not say which node that is, these nodes and pods on the host network are taken to share it with any pod, so their connections are shown as open.',
    setting: 'read the pods as they run, too: kubectl get pods -A -o yaml',
    affects: ({ endpoints, isRestricted }) => {
      const restricted = endpoints.filter((endpoint) => isRestricted(endpoint, 'ingress'));
      const isUnplaced = (endpoint: Endpoint): boolean =>
        endpoint.type !== 'external' && !isProxy(endpoint) && endpoint.nodeNames === undefined;
      const hasUnplaced = restricted.some(isUnplaced);
      return endpoints.filter(
        (endpoint) => isNodeTraffic(endpoint) && (isUnplaced(endpoint) ? restricted.length > 0 : hasUnplaced),
      );
    },
  },
  {
    id: 'own-node-egress',
    message:
      'Egress from these pods to the node they run on is taken to be policed, as most engines do; where it is not, it is open whatever their policies say.',
    setting: 'none: it depends on the network plugin',
    affects: ({ endpoints, isClosedToNodes }) => endpoints.filter(isClosedToNodes),
  },
  {
    id: 'nodes-and-their-pods',
    message:
      'Admin policies allow egress to nodes, and these pods run on nodes. Some engines take such a rule to hold for the pods of a node too, others for its own addresses alone; an allowing rule is taken to open the pods, a denying one not to close them.',
    setting: 'none: it depends on the network plugin',
    affects: ({ endpoints, policies }) => {
      const isAdmitting = ({ peers }: Rule): boolean =>
        peers !== 'anyone' && peers.some((peer) => peer.type === 'nodes' && peer.includesPods);
      if (!policies.some(({ egress }) => egress?.rules.some(isAdmitting))) return [];
      return endpoints.filter((endpoint) => endpoint.faces.some(({ hostLabels }) => hostLabels !== undefined));
    },
  },
  {
    id: 'domain-names',
    message:
      'Rules for these pods name domains. What a name resolves to is known only at run time, so such a peer is taken to match no address; the addresses it does have are open.',
    setting: 'none: domain names are resolved when pods run',
    affects: (facts) =>
      subjectsOf(
        facts,
        withRule(facts, ({ domainNames }) => domainNames !== undefined),
      ),
  },
  {
    id: 'named-port-outside-pods',
    message:
      'Egress rules for these pods give a port by name to peers that need not be pods. A name is taken to mean something only on pods that declare it; some engines open the number to any address.',
    setting: 'give the port as a number',
    affects: (facts) =>
      subjectsOf(
        facts,
        withRule(
          facts,
          ({ peers, ports }, direction) =>
            direction === 'egress' &&
            ports !== 'any' &&
            ports.some(({ type }) => type === 'named') &&
            (peers === 'anyone' || peers.some(({ type }) => type !== 'pods')),
        ),
      ),
  },
  {
    id: 'equal-priority',
    message:
      'Two admin policies of equal priority select these pods, and Kubernetes leaves open which is asked first; they are taken in the order of their names.',
    setting: 'give the policies different priorities',
    affects: (facts) => {
      const pairs = equalPriorities(facts);
      return facts.endpoints.filter((endpoint) =>
        pairs.some(([first, second]) => inPodScope(first.subject, endpoint) && inPodScope(second.subject, endpoint)),
      );
    },
  },
  {
    id: 'baseline-beside-network-policy',
    message:
      'A NetworkPolicy selects these pods for one direction only, and a baseline rule concerns the other. It is taken to apply; some engines skip the baseline for every pod that any NetworkPolicy selects, which opens what it denies.',
    setting: 'name both directions in policyTypes',
    affects: decidedByBaseline,
  },
];

/** The assumptions that the verdicts rest on: those only that concern an endpoint of this input. */
export function collectAssumptions(reachability: Reachability): Assumption[] {
  const facts = factsOf(reachability);
  return CHECKS.map(({ affects, ...assumption }) => ({
    ...assumption,
    affected: affects(facts).map(({ id }) => id),
  })).filter(({ affected }) => affected.length > 0);
}
