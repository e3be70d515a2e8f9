import { parseAddress } from '../model/ip-set.ts';
import type { Decoder } from './decoder.ts';
import { readOwner, wholeOf } from './metadata.ts';
import { readMachineTemplate, readPodTemplate } from './pod-template.ts';
import { field, items, nonEmptyText, present, text } from './read.ts';
import { templateAt } from './template-place.ts';

/** Texts that are addresses, each once; others are dropped, for the status is not the author's. */
export function readAddresses(values: readonly (string | undefined)[]): bigint[] {
  const points = new Set<bigint>();
  for (const value of values) {
    const point = value === undefined ? undefined : parseAddress(value);
    if (point !== undefined) points.add(point);
  }
  return [...points];
}

/** A pod is its own template. */
const POD = templateAt([]);

export const decodePod: Decoder = (object, base, complaints) => {
  const status = field(object, 'status');
  const podIPs = items(status, 'podIPs').map((entry) => text(entry, 'ip'));
  return [
    {
      type: 'pod',
      template: readPodTemplate(object, POD, complaints, wholeOf(object, base.origin)),
      addresses: readAddresses([...podIPs, text(status, 'podIP')]),
      ...present({ owner: readOwner(object), phase: nonEmptyText(status, 'phase') }),
      ...base,
    },
  ];
};

/** A KubeVirt machine runs in one pod that carries its labels; with masquerade it shares that pod's address. */
export const decodeVirtualMachineInstance: Decoder = (object, base, complaints) => [
  {
    type: 'pod',
    template: readMachineTemplate(object, POD, complaints),
    addresses: [],
    ...present({ owner: readOwner(object), phase: nonEmptyText(field(object, 'status'), 'phase') }),
    ...base,
  },
];
