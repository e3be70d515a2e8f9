import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { REQUEST_HOST } from './host-syntax.ts';
import { readIngressBackend } from './ingress-backend.ts';
import { readIngressRule } from './ingress-rule.ts';
import { shown } from './path-text.ts';
import { field, items, nonEmptyText, present, text, texts } from './read.ts';
import type { IngressResource } from './resource.ts';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const DEFAULT_CLASS_ANNOTATION = 'ingressclass.kubernetes.io/is-default-class';
const EVERY_HOST = '*';
const CANARY_ANNOTATION = 'nginx.ingress.kubernetes.io/canary';

/** It shares hosts and paths with another Ingress on purpose, to take a part of the requests. */
const isCanary = (object: unknown): true | undefined =>
  text(field(field(object, 'metadata'), 'annotations'), CANARY_ANNOTATION) === 'true' ? true : undefined;

/** By these a controller tells Ingresses for one host and path apart: one is for plain HTTP, another for HTTPS, say. */
const DISTINCTIONS = ['traefik.ingress.kubernetes.io/router.entrypoints', 'konghq.com/methods'];

function readDistinction(object: unknown): string | undefined {
  const annotations = field(field(object, 'metadata'), 'annotations');
  const found = DISTINCTIONS.flatMap((key) => nonEmptyText(annotations, key) ?? []);
  return found.length === 0 ? undefined : found.join('\n');
}

/** The field, or the annotation that came before it; the two may not differ (semantics §1.18). */
function readClass(
  object: unknown,
  spec: unknown,
  complaints: Complaints,
): Pick<IngressResource, 'className' | 'classPath'> {
  const named = nonEmptyText(spec, 'ingressClassName');
  const annotated = nonEmptyText(field(field(object, 'metadata'), 'annotations'), CLASS_ANNOTATION);
  if (named !== undefined && annotated !== undefined && named !== annotated) {
    const demand = `must be the same as spec.ingressClassName, ${shown(named)}, not ${shown(annotated)}`;
    complaints.invalid(['metadata', 'annotations', CLASS_ANNOTATION], demand);
  }
  if (named !== undefined) return { className: named, classPath: ['spec', 'ingressClassName'] };
  if (annotated === undefined) return {};
  return { className: annotated, classPath: ['metadata', 'annotations', CLASS_ANNOTATION] };
}

function readTlsHosts(spec: unknown, complaints: Complaints): string[] {
  return items(spec, 'tls').flatMap((entry, index) => {
    const hosts = texts(entry, 'hosts');
    for (const [place, host] of hosts.entries())
      checkSyntax(host, REQUEST_HOST, ['spec', 'tls', index, 'hosts'], place, complaints);
    return hosts.length === 0 ? [EVERY_HOST] : hosts;
  });
}

/** Ingress v1 as written (semantics §1.18). It needs a rule or a default backend. */
export const decodeIngress: Decoder = (object, base, complaints) => {
  const spec = field(object, 'spec');
  const fallback = field(spec, 'defaultBackend');
  const rules = items(spec, 'rules');
  if (rules.length === 0 && fallback === undefined) complaints.invalid(['spec'], 'must have rules or a defaultBackend');
  const defaultBackend =
    fallback === undefined ? undefined : readIngressBackend(fallback, ['spec', 'defaultBackend'], complaints);
  return [
    {
      type: 'ingress',
      rules: rules.map((rule, index) => readIngressRule(rule, ['spec', 'rules', index], complaints)),
      tlsHosts: readTlsHosts(spec, complaints),
      ...present({ defaultBackend, isCanary: isCanary(object), distinction: readDistinction(object) }),
      ...readClass(object, spec, complaints),
      ...base,
    },
  ];
};

export const decodeIngressClass: Decoder = (object, base, complaints) => {
  const controller = nonEmptyText(field(object, 'spec'), 'controller');
  if (controller === undefined) complaints.missing(['spec', 'controller']);
  const annotations = field(field(object, 'metadata'), 'annotations');
  return [
    {
      type: 'ingress-class',
      controller: controller ?? '',
      isDefault: text(annotations, DEFAULT_CLASS_ANNOTATION) === 'true',
      ...base,
    },
  ];
};

/** The beta versions: no API server has served them since Kubernetes 1.22. */
export const decodeUnservedIngress: Decoder = (_, { apiVersion }, complaints) => {
  const demand = `must be networking.k8s.io/v1: the API server does not serve ${apiVersion}`;
  complaints.invalid(['apiVersion'], demand);
  return [];
};
