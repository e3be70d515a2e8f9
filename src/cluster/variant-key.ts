import type { PodTemplate } from '../manifest/resource.ts';
import type { Labels } from '../model/labels.ts';
import { byKeys } from '../model/order.ts';
import { isRuntimeLabel } from './runtime-labels.ts';

const sortedLabels = (labels: Labels): string =>
  JSON.stringify([...labels].filter(([key]) => !isRuntimeLabel(key)).sort(byKeys(([key]) => key)));

const variantKey = ({ labels, ports, hostNetwork }: PodTemplate): string =>
  `${sortedLabels(labels)} ${hostNetwork} ${JSON.stringify(
    ports.map(({ name, port, protocol }) => `${protocol} ${port} ${name ?? ''}`).sort(),
  )}`;

/** Whether the second has all that the first has, runtime labels left out. */
function hasLabelsOf(first: Labels, second: Labels): boolean {
  for (const [key, value] of first) if (second.get(key) !== value && !isRuntimeLabel(key)) return false;
  return true;
}

function arePortsEqual(first: PodTemplate['ports'], second: PodTemplate['ports']): boolean {
  if (first === second) return true;
  return (
    first.length === second.length &&
    first.every(({ name, port, protocol }, place) => {
      const other = second[place];
      return other?.name === name && other?.port === port && other.protocol === protocol;
    })
  );
}

const isAlike = (first: PodTemplate, second: PodTemplate): boolean =>
  first.hostNetwork === second.hostNetwork &&
  arePortsEqual(first.ports, second.ports) &&
  hasLabelsOf(first.labels, second.labels) &&
  hasLabelsOf(second.labels, first.labels);

/**
 * Pods of one controller with equal keys are replicas of one another. Most are like the one before, which a look at both
 * tells sooner than a key.
 */
export function variantKeys(): (template: PodTemplate) => string {
  let last: { readonly template: PodTemplate; readonly key: string } | undefined;
  return (template) => {
    if (last === undefined || !isAlike(last.template, template)) last = { template, key: variantKey(template) };
    return last.key;
  };
}
