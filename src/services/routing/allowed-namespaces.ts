import type { AllowedNamespaces, Cluster } from '../../cluster/index.ts';
import { NO_LABELS } from '../../model/labels.ts';
import { matches, requirementText } from '../../model/selector.ts';

/** Whether objects of a namespace may attach to an object of `home`. */
export function admitsNamespace(
  allowed: AllowedNamespaces,
  home: string | undefined,
  namespace: string,
  { namespaces }: Cluster,
): boolean {
  switch (allowed.from) {
    case 'All':
      return true;
    case 'None':
      return false;
    case 'Same':
      return home === namespace;
    case 'Selector':
      return matches(allowed.selector, namespaces.get(namespace)?.labels ?? NO_LABELS);
  }
}

/** `those of namespace infra alone` */
export function allowedText(allowed: AllowedNamespaces, home: string | undefined): string {
  switch (allowed.from) {
    case 'All':
      return 'those of every namespace';
    case 'None':
      return 'none';
    case 'Same':
      return `those of namespace ${home ?? ''} alone`;
    case 'Selector':
      return `those of namespaces with ${allowed.selector.requirements.map(requirementText).join(',')}`;
  }
}
