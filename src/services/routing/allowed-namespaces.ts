import type { AllowedNamespaces, Cluster, Namespace } from '../../cluster/index.ts';
import { NAMESPACE_NAME_LABEL, NO_LABELS } from '../../model/labels.ts';
import { meets, requirementText, type Selector } from '../../model/selector.ts';

/** Of a namespace without an object in the input only the name is known: no other label speaks against it. */
function matchesKnown({ requirements }: Selector, namespace: Namespace | undefined): boolean {
  const isKnown = namespace?.origin !== undefined;
  const labels = namespace?.labels ?? NO_LABELS;
  return requirements.every(
    (requirement) => (!isKnown && requirement.key !== NAMESPACE_NAME_LABEL) || meets(requirement, labels),
  );
}

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
      return matchesKnown(allowed.selector, namespaces.get(namespace));
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
