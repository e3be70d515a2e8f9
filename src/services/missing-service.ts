import type { Cluster } from '../cluster/index.ts';
import { groupBy } from '../model/group-by.ts';
import { objectId } from '../model/object-ref.ts';
import { byCodeUnit } from '../model/order.ts';
import { once, remember } from '../model/remember.ts';
import { listText } from './list-text.ts';
import { isSlipOf } from './slip.ts';
import type { ServiceCatalog } from './service-view.ts';

/** How much of a name is there where the whole is not: the more, the surer that a name of the cluster was meant. */
export const NEARNESS = {
  nothing: 0,
  /** It has the form of a name of the cluster. */
  form: 1,
  /** The Service is there, and the namespace is not. */
  elsewhere: 2,
  /** The namespace is there, or nearly, and the Service is not. */
  namespace: 3,
  /** The Service is there, and what is asked of it is not. */
  service: 4,
} as const;

/** Why a Service is not there, and how sure it is that one was meant. */
export interface MissingService {
  readonly message: string;
  readonly nearness: number;
}

/** Says that a namespace has no Service of a name, and what somebody may have meant. */
export type ExplainMissing = (namespace: string, name: string) => MissingService;

/** The nearest miss: the same name elsewhere, a slip of the pen, or pods of that name which no Service stands before. */
export function missingServices({ namespaces, workloads }: Cluster, { services }: ServiceCatalog): ExplainMissing {
  const namespaceOf = (service: (typeof services)[number]): string => service.resource.ref.namespace ?? '';
  const byName = once(() => groupBy(services, ({ resource }) => resource.ref.name));
  const byNamespace = once(() => groupBy(services, namespaceOf));
  const nearTo = remember((name: string) => [...namespaces.keys()].filter((known) => isSlipOf(name, known)));
  const homesOf = (name: string): string[] => (byName().get(name) ?? []).map(namespaceOf).sort(byCodeUnit);
  const workloadCalled = remember(
    (key: string) => workloads.find(({ ref }) => `${ref.namespace ?? ''}/${ref.name}` === key)?.ref,
  );

  const hintFor = (namespace: string, name: string): string => {
    const homes = homesOf(name);
    if (homes.length > 0) return `; there is one in ${listText(homes)}`;
    const own = (byNamespace().get(namespace) ?? []).map(({ resource }) => resource.ref.name);
    const alike = own.filter((other) => isSlipOf(name, other));
    if (alike.length > 0) return `; there is ${listText(alike)}`;
    const workload = workloadCalled(`${namespace}/${name}`);
    if (workload !== undefined) return `; ${objectId(workload)} is there, but no Service of that name stands before it`;
    return own.length === 0 ? ', which has none' : `; there is ${listText(own)}`;
  };

  return (namespace, name) => {
    if (namespaces.has(namespace))
      return {
        message: `no Service ${name} in namespace ${namespace}${hintFor(namespace, name)}`,
        nearness: NEARNESS.namespace,
      };
    const homes = homesOf(name);
    if (homes.length === 0) return { message: `no namespace ${namespace} in the input`, nearness: NEARNESS.form };
    const isNear = nearTo(namespace).some((known) => homes.includes(known));
    const message = `no namespace ${namespace} in the input; there is a Service ${name} in ${listText(homes)}`;
    return { message, nearness: isNear ? NEARNESS.namespace : NEARNESS.elsewhere };
  };
}
