import type { ProxyOptions } from '../cluster/index.ts';
import { NetgraphError } from '../model/error.ts';
import { parseSelector } from './label-selector.ts';

/** `--ingress-controller namespace/selector`: pods that serve every Ingress and Route, in the input or not. */
export function parseIngressController(text: string): Required<ProxyOptions>['ingressControllers'][number] {
  const slash = text.indexOf('/');
  const namespace = text.slice(0, slash);
  const selector = text.slice(slash + 1);
  if (slash < 1 || selector === '')
    throw new NetgraphError(
      `--ingress-controller ${text}: give namespace/selector`,
      'such as ingress-nginx/app.kubernetes.io/name=ingress-nginx',
    );
  return { namespace, selector: parseSelector(selector) };
}
