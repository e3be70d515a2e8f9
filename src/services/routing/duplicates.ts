import type { Cluster, IngressResource, OpenShiftRouteResource } from '../../cluster/index.ts';
import type { Path } from '../../model/location.ts';
import { objectId } from '../../model/object-ref.ts';
import type { RoutingProblem } from '../routing.ts';
import { pathText } from './ingress.ts';
import { problemAt } from './problem.ts';
import { scopeOf } from './scope.ts';

/** One host and path that a route asks for. */
interface Claim {
  readonly resource: IngressResource | OpenShiftRouteResource;
  /** Equal for claims that shut each other out. */
  readonly key: string;
  readonly text: string;
  readonly path: Path;
}

/** `/a` and `/a/` are the same prefix. */
const withoutSlash = (urlPath: string): string => urlPath.replace(/(?<=.)\/$/, '');

function ingressClaims(resource: IngressResource, scope: string): Claim[] {
  // A canary stands beside the Ingress that it takes requests from: that is what it is for.
  if (resource.isCanary === true) return [];
  return resource.rules.flatMap(({ host = '*', paths }) =>
    paths.flatMap((each) => {
      const { urlPath = '/', pathType, path, backend } = each;
      // An action may have conditions of its own, and leaves to others what does not meet them.
      if (backend.type === 'action') return [];
      const asked = pathType === 'Prefix' ? withoutSlash(urlPath) : urlPath;
      const key = [scope, host, pathType, asked, resource.distinction ?? ''].join('\n');
      return [{ resource, key, text: [host === '*' ? 'every host' : host, ...pathText(each)].join(' '), path }];
    }),
  );
}

function routeClaims(resource: OpenShiftRouteResource, scope: string): Claim[] {
  const { host, urlPath = '' } = resource;
  if (host === undefined) return [];
  return [{ resource, key: [scope, host, urlPath].join('\n'), text: `${host}${urlPath}`, path: ['spec', 'host'] }];
}

/** Of those that ask for the same host and path the first is asked; the problems of the later ones, by their ids. */
export function duplicatesIn(cluster: Cluster): ReadonlyMap<string, readonly RoutingProblem[]> {
  const claims: Claim[] = [
    ...cluster.ingresses.flatMap((each) => ingressClaims(each, scopeOf(each, cluster))),
    ...cluster.openShiftRoutes.flatMap((each) => routeClaims(each, scopeOf(each, cluster))),
  ];
  const first = new Map<string, Claim>();
  const problems = new Map<string, RoutingProblem[]>();
  for (const claim of claims) {
    const earlier = first.get(claim.key);
    if (earlier === undefined) {
      first.set(claim.key, claim);
      continue;
    }
    const { resource, path, text } = claim;
    const id = objectId(resource.ref);
    const message = `${text} is in ${earlier.resource === resource ? 'it' : objectId(earlier.resource.ref)} already`;
    const related = [{ message: 'the first', origin: earlier.resource.origin, path: earlier.path }];
    const own = problems.get(id) ?? [];
    own.push(problemAt(resource, path, 'duplicate', message, related));
    problems.set(id, own);
  }
  return problems;
}
