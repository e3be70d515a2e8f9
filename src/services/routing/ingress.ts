import { ingressClassOf, isWellKnownClass } from '../../cluster/route-class.ts';
import type { IngressPath, IngressResource, IngressRule } from '../../cluster/index.ts';
import { objectId } from '../../model/object-ref.ts';
import { listText } from '../list-text.ts';
import type { RoutedBackend, RoutedResource, RoutedRule, RoutingProblem } from '../routing.ts';
import type { RoutingContext } from './context.ts';
import { ingressBackend } from './ingress-backend.ts';
import { problemAt } from './problem.ts';

const HTTP = { port: 80, protocol: 'HTTP' };
const HTTPS = { port: 443, protocol: 'HTTPS' };

/** In an Ingress a wildcard stands for exactly one label, other than in the Gateway API. */
export function holdsHost(pattern: string, host: string): boolean {
  if (pattern === '*' || pattern === host) return true;
  return pattern.startsWith('*.') && host.includes('.') && pattern.slice(1) === host.slice(host.indexOf('.'));
}

/** TLS is served besides plain HTTP. A rule for every host answers for the hosts with TLS too. */
const portsOf = ({ tlsHosts }: IngressResource, host: string): RoutedRule['ports'] =>
  tlsHosts.some((pattern) => host === '*' || holdsHost(pattern, host)) ? [HTTP, HTTPS] : [HTTP];

export const pathText = ({ urlPath, pathType }: IngressPath): string[] =>
  urlPath === undefined ? [] : [`${urlPath} (${pathType})`];

/** Why perhaps no controller takes the Ingress. Without any class in the input nobody can tell: no problem. */
function classProblems(ingress: IngressResource, { cluster }: RoutingContext): RoutingProblem[] {
  const { ingressClasses } = cluster;
  if (ingressClasses.length === 0) return [];
  const choice = ingressClassOf(ingress, ingressClasses);
  const known = listText(ingressClasses.map(({ ref }) => ref.name));
  switch (choice.type) {
    case 'defined':
      return [];
    case 'undefined': {
      if (isWellKnownClass(choice.name)) return [];
      const message = `no IngressClass ${choice.name} in the input; there is ${known}`;
      return [problemAt(ingress, ingress.classPath ?? ['spec'], 'class-missing', message)];
    }
    case 'none': {
      const [first] = choice.defaults;
      const message =
        first === undefined
          ? `it names no class, and no IngressClass is the default; there is ${known}`
          : `it names no class, and several are the default: ${listText(choice.defaults.map(({ ref }) => ref.name))}`;
      return [problemAt(ingress, ['spec'], 'class-missing', message)];
    }
  }
}

/** Where each rule of an Ingress leads, one entry a path (semantics §1.18). */
export function routeIngress(
  ingress: IngressResource,
  context: RoutingContext,
  isServedHost: (ingress: IngressResource, host: string) => boolean,
): RoutedResource {
  const id = objectId(ingress.ref);
  const proxy = context.cluster.proxyOf.get(id);
  const fallback = ingress.defaultBackend && ingressBackend(ingress, ingress.defaultBackend, context);
  const ruleFor = (host: string, rest: Pick<RoutedRule, 'matches' | 'backends' | 'path'>): RoutedRule => ({
    hosts: [host],
    ports: portsOf(ingress, host),
    ...rest,
    ...(proxy === undefined ? {} : { proxy }),
  });
  const toDefault = (host: string, path: RoutedRule['path'], backend: RoutedBackend | undefined): RoutedRule =>
    ruleFor(host, { matches: [], backends: backend === undefined ? [] : [backend], path });

  const rulesOf = ({ host = '*', paths, path }: IngressRule): RoutedRule[] =>
    paths.length === 0
      ? [toDefault(host, path, fallback)]
      : paths.map((each) =>
          ruleFor(host, {
            matches: pathText(each),
            backends: [ingressBackend(ingress, each.backend, context)],
            path: each.path,
          }),
        );

  const empty = ingress.rules.filter(
    ({ host = '*', paths }) => paths.length === 0 && fallback === undefined && !isServedHost(ingress, host),
  );
  return {
    resource: ingress,
    id,
    rules: [
      ...ingress.rules.flatMap(rulesOf),
      ...(fallback === undefined ? [] : [toDefault('*', fallback.path, fallback)]),
    ],
    problems: [
      ...classProblems(ingress, context),
      ...empty.map(({ host = 'every host', path }) => {
        const message = `the rule for ${host} has no paths, and the Ingress has no default backend`;
        return problemAt(ingress, path, 'no-backend', message);
      }),
    ],
    isMesh: false,
  };
}
