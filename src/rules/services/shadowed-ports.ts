import { groupBy } from '../../model/group-by.ts';
import { selectorText, type ServicePortView, type ServiceView } from '../../services/index.ts';
import { fact } from '../rule-context.ts';

export interface NamedPort {
  readonly service: ServiceView;
  readonly view: ServicePortView;
}

const isDeclared = ({ view: { backends } }: NamedPort): boolean => backends.some((backend) => backend.isDeclared);

const numbersOf = ({ view: { backends } }: NamedPort): string =>
  [...new Set(backends.map(({ port }) => port))].sort().join();

/** A headless Service beside another is not a second way in, and without backends there is nothing to compare. */
const takesPart = ({ service: { resource }, view }: NamedPort): boolean =>
  !resource.headless && view.port?.name !== undefined && view.backends.length > 0;

/** By namespace, pods and name of the port. */
function keyOf({ service: { resource }, view: { port } }: NamedPort): string {
  const { ref, selector } = resource;
  const labels = new Map([...(selector ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)));
  return [ref.namespace, selectorText(labels), port?.protocol, port?.name].join('\n');
}

/**
 * Ports of Services with equal selectors that have one name and lead to two numbers, of which the pods declare only the
 * other. Where they declare both, two Services for two ports are meant; where they declare none nobody can tell.
 */
export const shadowedPorts = fact(({ overview: { catalog } }): ReadonlyMap<ServicePortView, NamedPort> => {
  const named = catalog.services
    .filter(({ resource }) => resource.selector !== undefined)
    .flatMap((service) => service.ports.map((view): NamedPort => ({ service, view })))
    .filter(takesPart);
  const found = new Map<ServicePortView, NamedPort>();
  for (const alike of groupBy(named, keyOf).values()) {
    const right = alike.find(isDeclared);
    if (right === undefined) continue;
    for (const each of alike)
      if (!isDeclared(each) && numbersOf(each) !== numbersOf(right)) found.set(each.view, right);
  }
  return found;
});
