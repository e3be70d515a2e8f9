import type { PortSet } from '../model/port-set.ts';
import type { Rule } from '../policy/index.ts';
import type { Endpoint } from '../reach/index.ts';
import { openedOn } from './policy-rules.ts';
import { fact } from './rule-context.ts';

/** Such a rule does not open the same on every destination. */
export function hasNamedPort({ ports }: Rule): boolean {
  if (ports === 'any') return false;
  for (const { type } of ports) if (type === 'named') return true;
  return false;
}

/** What a rule opens, or decides, on a destination; put together once. */
export const openedPorts = fact((): ((rule: Rule, destination: Endpoint) => PortSet) => {
  const fixed = new Map<Rule, PortSet>();
  const named = new Map<Rule, Map<Endpoint, PortSet>>();
  return (rule, destination) => {
    const byDestination = named.get(rule);
    const known = fixed.get(rule) ?? byDestination?.get(destination);
    if (known !== undefined) return known;
    const found = openedOn(rule, destination);
    if (!hasNamedPort(rule)) fixed.set(rule, found);
    else if (byDestination === undefined) named.set(rule, new Map([[destination, found]]));
    else byDestination.set(destination, found);
    return found;
  };
});
