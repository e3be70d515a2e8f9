import { NAMESPACE_NAME_LABEL } from '../model/labels.ts';
import { remember } from '../model/remember.ts';
import { matches, type Selector } from '../model/selector.ts';
import type { Policy, PodScope } from '../policy/index.ts';
import type { Endpoint, WorkloadEndpoint } from './endpoint.ts';
import { evaluateSide, type Port } from './evaluate.ts';
import { unknownFaces } from './faces.ts';
import { ownTiers } from './own-tiers.ts';
import { policedPodFinder } from './pod-finder.ts';
import { identityEndpoint } from './proxy-endpoints.ts';
import type { Reachability } from './reachability.ts';

/** Labels that a selector asks for; undefined where it contradicts itself. */
function satisfying(selector: Selector): Map<string, string> | undefined {
  const labels = new Map<string, string>();
  for (const { key, operator, values } of selector.requirements) {
    if (operator === 'In') labels.set(key, values.find((value) => value === labels.get(key)) ?? values[0] ?? '');
    else if (operator === 'Exists' && !labels.has(key)) labels.set(key, 'any');
  }
  return matches(selector, labels) ? labels : undefined;
}

/** A pod that the scope selects, and that is not in the input. */
export function strangerIn(
  { namespaces, pods }: PodScope,
  { cluster }: Pick<Reachability, 'cluster'>,
): Endpoint | undefined {
  const labels = satisfying(pods);
  const known = namespaces.type === 'name' ? cluster.namespaces.get(namespaces.name) : undefined;
  const namespaceLabels = namespaces.type === 'name' ? known?.labels : satisfying(namespaces.selector);
  if (labels === undefined || namespaceLabels === undefined) return undefined;
  const name = namespaceLabels.get(NAMESPACE_NAME_LABEL) ?? '';
  const namespace = { name, labels: namespaceLabels };
  return identityEndpoint('stranger', { namespace, labels }, unknownFaces(cluster.podBlocks));
}

/** Whether namespaces are chosen by what they are labelled, not by their names: those that are not in the input, too. */
export const isOpenEnded = ({ namespaces }: PodScope): boolean =>
  namespaces.type === 'labels' &&
  !namespaces.selector.requirements.some(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In');

/** Asks about one pod and port; `isMeant` tells which strangers are of interest. */
export type StrangerReader = (
  destination: WorkloadEndpoint,
  port: Port,
  isMeant?: (scope: PodScope) => boolean,
) => boolean;

/**
 * Whether a rule lets pods in that are not in the input: it names pods, nobody here is one of them, and such a pod would
 * get through. So "nobody reaches it" is not said of what a namespace elsewhere is meant to reach. Of a scope that
 * `mayMeanOthers` than the pods of the input, such a pod is taken to be elsewhere even where somebody here is one.
 */
export function strangerReader(
  reachability: Reachability,
  mayMeanOthers: (scope: PodScope) => boolean = () => false,
): StrangerReader {
  const { tiers, endpoints } = reachability;
  const tiersOf = ownTiers(tiers);
  const membersOf = policedPodFinder(endpoints);

  /** Pods that the rules of a policy let in. */
  const scopesOf = remember(({ ingress }: Policy): readonly PodScope[] =>
    (ingress?.rules ?? []).flatMap(({ action, peers }) =>
      action === 'deny' || peers === 'anyone' ? [] : peers.filter((peer) => peer.type === 'pods'),
    ),
  );
  const strangerOf = remember((scope: PodScope) => strangerIn(scope, reachability));

  return (destination, port, isMeant = () => true) => {
    const own = tiersOf(destination, 'ingress');
    const admits = (scope: PodScope): boolean => {
      if (!isMeant(scope)) return false;
      if (!mayMeanOthers(scope) && membersOf(scope).some((pod) => pod !== destination)) return false;
      const stranger = strangerOf(scope);
      return stranger !== undefined && evaluateSide(own, 'ingress', stranger, destination, port).allowed;
    };
    return own.some(({ policies }) => policies.some((policy) => scopesOf(policy).some(admits)));
  };
}
