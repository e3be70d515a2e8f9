import type { Decoder } from './decoder.ts';
import { readLabels } from './labels.ts';
import { readAddresses } from './pod.ts';
import { field, items, text } from './read.ts';

const METADATA = ['metadata'];

export const decodeNamespace: Decoder = (object, base, complaints) => [
  { type: 'namespace', labels: readLabels(field(object, 'metadata'), 'labels', METADATA, complaints), ...base },
];

/** `status.addresses` also holds host names, which are no addresses here. */
export const decodeNode: Decoder = (object, base, complaints) => [
  {
    type: 'node',
    labels: readLabels(field(object, 'metadata'), 'labels', METADATA, complaints),
    addresses: readAddresses(items(field(object, 'status'), 'addresses').map((entry) => text(entry, 'address'))),
    ...base,
  },
];
