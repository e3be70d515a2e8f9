import type { Probe } from './container-resource.ts';
import { field, integer, nonEmptyText } from './read.ts';

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

/** The network probes of a container; one that runs a command asks no port. */
export function readProbes(container: unknown): readonly Probe[] {
  let probes: Probe[] | undefined;
  for (const { type, key } of TYPES) {
    const probe = field(container, key);
    if (probe === undefined) continue;
    for (const handler of HANDLERS) {
      const asked = field(probe, handler);
      const port = asked === undefined ? undefined : portOf(asked);
      if (port !== undefined) (probes ??= []).push({ type, key, handler, port });
    }
  }
  return probes ?? NONE;
}
