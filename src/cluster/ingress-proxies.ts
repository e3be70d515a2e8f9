import { objectId, qualifiedName } from '../model/object-ref.ts';
import { once, remember } from '../model/remember.ts';
import type { Cluster, IngressResource, Proxy } from './cluster.ts';
import { ingressPresets } from './ingress-presets.ts';
import { identitiesOf, type PodFinder } from './proxy-pods.ts';
import type { ProxyPreset } from './proxy-presets.ts';
import { ingressClassOf, presetsOfClass } from './route-class.ts';

type Found = Pick<Cluster, 'namespaces' | 'ingresses' | 'ingressClasses' | 'openShiftRoutes'>;

/** What may serve an object, as far as its class says. */
interface Candidates {
  readonly presets: readonly ProxyPreset[];
  /** A controller that no preset knows: the pods of others in the input are not its. */
  readonly isStranger: boolean;
}

/** A proxy before it has a name. */
interface Plan extends Pick<Proxy, 'workloads' | 'identities'> {
  /** Those that it may be; empty for all. */
  readonly products: string;
  /** The pods of one product are called like the first of them. */
  readonly ownId?: string;
}

export const INGRESS_CONTROLLER = 'ingress-controller';

const any = once((): Candidates => ({ presets: ingressPresets(), isStranger: false }));
const stranger = once((): Candidates => ({ presets: ingressPresets(), isStranger: true }));
const router = once((): Candidates => ({
  presets: ingressPresets().filter(({ product }) => product === 'openshift-router'),
  isStranger: false,
}));

function candidatesOf(ingress: IngressResource, { ingressClasses }: Found): Candidates {
  const choice = ingressClassOf(ingress, ingressClasses);
  if (choice.type === 'none') return any();
  const controller = choice.type === 'defined' ? choice.resource.controller : undefined;
  const presets = presetsOfClass(ingressPresets(), choice.name, controller);
  if (presets.length > 0) return { presets, isStranger: false };
  return controller === undefined ? any() : stranger();
}

const productsText = (presets: readonly ProxyPreset[]): string =>
  presets.length === ingressPresets().length ? '' : presets.map(({ product }) => product).join('+');

/** The candidates whose pods the input holds; where it holds none, what such pods may look like. */
function planOf({ presets, isStranger }: Candidates, podsOf: PodFinder, { namespaces }: Found): Plan {
  const found = isStranger ? [] : presets.filter(({ pods }) => podsOf(pods).length > 0);
  if (found.length === 0)
    return { products: productsText(presets), workloads: [], identities: identitiesOf(presets, namespaces) };
  const workloads = podsOf(found.flatMap(({ pods }) => pods));
  const [first] = workloads;
  return {
    products: productsText(found),
    workloads,
    identities: [],
    ...(first === undefined || found.length > 1 ? {} : { ownId: `${INGRESS_CONTROLLER}:${qualifiedName(first.ref)}` }),
  };
}

/** Most clusters have one controller, and its pods are not in the input: then it needs no name of its own. */
function idsOf(plans: readonly Plan[]): (plan: Plan) => string {
  const isOnly = new Set(plans.flatMap(({ ownId, products }) => (ownId === undefined ? products : []))).size < 2;
  return ({ ownId, products }) =>
    ownId ?? (isOnly || products === '' ? INGRESS_CONTROLLER : `${INGRESS_CONTROLLER}:${products}`);
}

/** The controllers that Ingresses and OpenShift Routes need, by the id of the object. */
export function ingressProxies(cluster: Found, podsOf: PodFinder): Map<string, Proxy> {
  const plans = new Map<string, Plan>();
  const planFor = (candidates: Candidates): Plan => {
    const key = `${candidates.isStranger} ${productsText(candidates.presets)}`;
    const plan = plans.get(key) ?? planOf(candidates, podsOf, cluster);
    plans.set(key, plan);
    return plan;
  };
  const needs = [
    ...cluster.ingresses.map((ingress): [string, Plan] => [
      objectId(ingress.ref),
      planFor(candidatesOf(ingress, cluster)),
    ]),
    ...cluster.openShiftRoutes.map(({ ref }): [string, Plan] => [objectId(ref), planFor(router())]),
  ];
  const idOf = idsOf([...plans.values()]);
  // Plans of one id have the same pods: a class may name its product, or leave it to what the input holds.
  const proxyOf = remember((id: string): Proxy | undefined => {
    const plan = [...plans.values()].find((each) => idOf(each) === id);
    return plan && { id, type: 'ingress-controller', workloads: plan.workloads, identities: plan.identities };
  });
  return new Map(
    needs.flatMap(([id, plan]): [string, Proxy][] => {
      const proxy = proxyOf(idOf(plan));
      return proxy === undefined ? [] : [[id, proxy]];
    }),
  );
}
