import type { Probe } from './container-resource.ts';
import { field, integer, isMapping, nonEmptyText } from './read.ts';
import { rememberWeakly } from '../model/remember.ts';

const TYPES = [
  { type: 'liveness', key: 'livenessProbe' },
  { type: 'readiness', key: 'readinessProbe' },
  { type: 'startup', key: 'startupProbe' },
] as const;
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'] as const;

const NONE: readonly Probe[] = [];

/** A text of digits is the number: it cannot be a name. */
function portOf(handler: unknown): number | string | undefined {
  const name = nonEmptyText(handler, 'port');
  if (name === undefined) return integer(handler, 'port');
  return /^[0-9]+$/.test(name) ? Number(name) : name;
}

/** Reads what stands under one of the keys; what stands there again is the same value, and is read once. */
const READERS = TYPES.map(({ type, key }) => ({
  key,
  read: rememberWeakly((probe: object): readonly Probe[] =>
    HANDLERS.flatMap((handler) => {
      const asked = field(probe, handler);
      const port = asked === undefined ? undefined : portOf(asked);
      return port === undefined ? [] : [{ type, key, handler, port }];
    }),
  ),
}));

/** The network probes of a container; one that runs a command asks no port. */
export function readProbes(container: unknown): readonly Probe[] {
  let probes = NONE;
  for (const { key, read } of READERS) {
    const probe = field(container, key);
    if (!isMapping(probe)) continue;
    const found = read(probe);
    probes = probes.length === 0 ? found : [...probes, ...found];
  }
  return probes;
}
