import type { Decoder } from './decoder.ts';
import { readAllowedNamespaces, readListeners } from './gateway-listener.ts';
import { field, nonEmptyText } from './read.ts';
import { gatewayOf, readObjectRef } from './route-refs.ts';

export const decodeGatewayClass: Decoder = (object, base, complaints) => {
  const controller = nonEmptyText(field(object, 'spec'), 'controllerName');
  if (controller === undefined) complaints.missing(['spec', 'controllerName']);
  return [{ type: 'gateway-class', controller: controller ?? '', ...base }];
};

/**
 * A Gateway as written (semantics §1.19). Listeners that agree in port, protocol and hostname are kept: which of them
 * count is decided together with those of its ListenerSets.
 */
export const decodeGateway: Decoder = (object, base, complaints) => {
  const spec = field(object, 'spec');
  const className = nonEmptyText(spec, 'gatewayClassName');
  if (className === undefined) complaints.missing(['spec', 'gatewayClassName']);
  const allowed = field(spec, 'allowedListeners');
  return [
    {
      type: 'gateway',
      className: className ?? '',
      listeners: readListeners(spec, complaints),
      allowedListeners: readAllowedNamespaces(allowed, 'None', ['spec', 'allowedListeners'], complaints),
      ...base,
    },
  ];
};

/** ListenerSet, and XListenerSet before it. */
export const decodeListenerSet: Decoder = (object, base, complaints) => {
  const spec = field(object, 'spec');
  const parent = field(spec, 'parentRef');
  const path = ['spec', 'parentRef'];
  if (parent === undefined) complaints.missing(path);
  return [
    {
      type: 'listener-set',
      parent:
        parent === undefined
          ? { ...gatewayOf(base), name: '' }
          : readObjectRef(parent, gatewayOf(base), path, complaints),
      listeners: readListeners(spec, complaints),
      ...base,
    },
  ];
};
