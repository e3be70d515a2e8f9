import { groupBy } from './group-by.ts';
import type { Requirement, Selector } from './selector.ts';

/** All that the requirements of one selector ask of one label, together. */
interface Demand {
  readonly presence: 'any' | 'present' | 'absent';
  /** The values that remain, where some `In` names values at all. */
  readonly allowed?: ReadonlySet<string>;
  /** Values that it may not have; only where `allowed` is absent. */
  readonly excluded: ReadonlySet<string>;
}

/** No value is allowed where nothing can meet them all. */
function demandOf(requirements: readonly Requirement[]): Demand {
  const has = (operator: Requirement['operator']): boolean => requirements.some((one) => one.operator === operator);
  const excluded = new Set(requirements.flatMap(({ operator, values }) => (operator === 'NotIn' ? values : [])));
  const lists = requirements.filter(({ operator }) => operator === 'In').map(({ values }) => values);
  const mustBeThere = lists.length > 0 || has('Exists');
  if (has('DoesNotExist'))
    return mustBeThere
      ? { presence: 'present', allowed: new Set(), excluded: new Set() }
      : { presence: 'absent', excluded };
  const [first, ...others] = lists;
  if (first === undefined) return { presence: mustBeThere ? 'present' : 'any', excluded };
  const remaining = first.filter((value) => !excluded.has(value) && others.every((list) => list.includes(value)));
  return { presence: 'present', allowed: new Set(remaining), excluded: new Set() };
}

const byKey = ({ requirements }: Selector): Map<string, Requirement[]> => groupBy(requirements, ({ key }) => key);

/**
 * The requirements on one label that no value of it can meet together, `NotIn` and `DoesNotExist` being met by its absence;
 * undefined where something could match the selector.
 */
export function contradiction(selector: Selector): readonly Requirement[] | undefined {
  if (selector.requirements.length < 2) return undefined;
  return [...byKey(selector).values()].find((requirements) => demandOf(requirements).allowed?.size === 0);
}

function isSubset(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const value of a) if (!b.has(value)) return false;
  return true;
}

/** Whether every value that meets `a`, absence included, meets `b`. */
function demandImplies(a: Demand, b: Demand): boolean {
  if (a.presence === 'absent') return b.presence !== 'present';
  if (b.presence === 'absent' || (b.presence === 'present' && a.presence === 'any')) return false;
  if (a.allowed === undefined) return b.allowed === undefined && isSubset(b.excluded, a.excluded);
  if (b.allowed !== undefined) return isSubset(a.allowed, b.allowed);
  return [...a.allowed].every((value) => !b.excluded.has(value));
}

const NO_DEMAND: Demand = { presence: 'any', excluded: new Set() };

const known = new WeakMap<Selector, ReadonlyMap<string, Demand>>();

/** What a selector asks of each label, worked out once. */
function demandsOf(selector: Selector): ReadonlyMap<string, Demand> {
  let demands = known.get(selector);
  if (demands === undefined) {
    demands = new Map([...byKey(selector)].map(([key, requirements]) => [key, demandOf(requirements)]));
    known.set(selector, demands);
  }
  return demands;
}

/** Whether, by its words alone, everything that `a` matches is matched by `b`, in any cluster. */
export function selectorImplies(a: Selector, b: Selector): boolean {
  if (a === b || b.requirements.length === 0) return true;
  const own = demandsOf(a);
  for (const [key, demand] of demandsOf(b)) if (!demandImplies(own.get(key) ?? NO_DEMAND, demand)) return false;
  return true;
}

/** Whether it asks for some label to be there; without that, it is a net for everything that is not named. */
export const asksForLabel = ({ requirements }: Selector): boolean =>
  requirements.some(({ operator }) => operator === 'In' || operator === 'Exists');
