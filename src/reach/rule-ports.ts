import { union } from '../model/intervals.ts';
import { portPoint, type PortSet } from '../model/port-set.ts';
import type { PortMatch, Rule } from '../policy/index.ts';
import type { SeatClass } from './classes.ts';
import { portsOn } from './matching.ts';
import { ALL, type PortsId, type PortTable } from './port-table.ts';
import type { KindId } from './projection.ts';

export const hasNamedPort = ({ ports }: Rule): boolean => ports !== 'any' && ports.some(({ type }) => type === 'named');

const matchKey = (match: PortMatch): string =>
  match.type === 'range'
    ? `${match.protocol} ${match.first} ${match.last}`
    : `${match.name} ${match.protocol ?? 'its own'}`;

const SPAN = 2 ** 16;

/** Most rules ask for one range, for which a number will do. */
function keyOf({ ports }: Rule): string | number {
  if (ports === 'any') return -1;
  const only = ports[0];
  if (ports.length === 1 && only?.type === 'range') return portPoint(only.protocol, only.first) * SPAN + only.last;
  return ports.map(matchKey).join('\n');
}

/** The ports of one rule on any class as destination. */
export interface RulePorts {
  /** The same for all; absent where a name means what the destination says. */
  readonly fixed?: PortsId;
  on(destination: number): PortsId;
}

/** The ports of rules as numbers. Names are resolved on the destination, once for each way of declaring ports. */
export function rulePorts(classes: readonly SeatClass[], ports: PortTable): (rule: Rule) => RulePorts {
  const resolve = (rule: Rule, destination: number): PortsId => {
    const endpoint = classes[destination]?.seat.endpoint;
    if (rule.ports === 'any' || endpoint === undefined) return ALL;
    return ports.intern(rule.ports.reduce<PortSet>((all, match) => union(all, portsOn(match, endpoint)), []));
  };
  const kinds = Uint32Array.from(classes, ({ portsKind }) => portsKind);
  /** Rules that ask for the same ports share what was found. */
  const bySpec = new Map<string | number, RulePorts>();
  const read = (rule: Rule): RulePorts => {
    if (!hasNamedPort(rule)) {
      const fixed = resolve(rule, 0);
      return { fixed, on: () => fixed };
    }
    const resolved = new Map<KindId, PortsId>();
    return {
      on(destination) {
        const kind = kinds[destination] ?? 0;
        let id = resolved.get(kind);
        if (id === undefined) {
          id = resolve(rule, destination);
          resolved.set(kind, id);
        }
        return id;
      },
    };
  };
  return (rule) => {
    const key = keyOf(rule);
    const known = bySpec.get(key) ?? read(rule);
    bySpec.set(key, known);
    return known;
  };
}
