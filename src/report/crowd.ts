import { groupBy } from '../model/group-by.ts';
import { remember } from '../model/remember.ts';
import { endpointName } from '../reach/index.ts';
import { visible } from './escape.ts';
import { type Place, shortPlaceText } from './place.ts';

/** Names many places in few words; `except` is not missed in them. */
export type CrowdText = (members: ReadonlySet<Place>, except?: Place) => string;

const namespaceOf = (place: Place): string => (place.type === 'workload' ? place.namespace.name : '');

/** `shop/web`, or the full id where two kinds share that name. */
function namer(places: readonly Place[]): (place: Place) => string {
  const nameOf = (place: Place): string => (place.type === 'workload' ? endpointName(place) : shortPlaceText(place));
  // Addresses outside have no name, and those of thousands of CIDRs take long to write.
  const named = places.filter(({ type }) => type !== 'external');
  const byName = groupBy(named, nameOf);
  return remember((place) => {
    const name = nameOf(place);
    return visible((byName.get(name)?.length ?? 0) > 1 ? place.id : name);
  });
}

/** Places of each type, what all of them together are called, and many. */
const TYPES: readonly (readonly [Place['type'], string, string])[] = [
  ['workload', 'every workload', 'workloads'],
  ['namespace', 'every namespace', 'namespaces'],
  ['node', 'every node', 'nodes'],
  ['external', 'anywhere outside', 'blocks of addresses'],
];

/**
 * Puts a set of places into words: `anyone`, `every workload`, `all of shop`, `anywhere outside`, or one by one; of more than `most`
 * places of one type the rest is a number.
 */
export function crowdText(places: readonly Place[], most: number): CrowdText {
  const nameOf = namer(places);
  const numbers = new Map(places.map((place, index) => [place, index]));
  const byType = groupBy(places, ({ type }) => type);
  const byNamespace = groupBy(byType.get('workload') ?? [], namespaceOf);
  const numberOf = (place: Place): number => numbers.get(place) ?? -1;

  return (members, except) => {
    const found = [...members].filter((place) => place !== except && numbers.has(place));
    found.sort((a, b) => numberOf(a) - numberOf(b));
    const foundByType = groupBy(found, ({ type }) => type);
    /** Whether those that are found are all that count. */
    const areAll = (some: readonly Place[], all: readonly Place[], isAmong: boolean): boolean =>
      some.length === all.length - (isAmong ? 1 : 0);

    const textOf = (type: Place['type'], whole: string): string[] => {
      const some = foundByType.get(type) ?? [];
      if (some.length > 1 && areAll(some, byType.get(type) ?? [], except?.type === type)) return [whole];
      if (type !== 'workload') return some.map(nameOf);
      const excepted = except?.type === 'workload' ? namespaceOf(except) : undefined;
      return [...groupBy(some, namespaceOf)].flatMap(([namespace, own]) =>
        own.length > 1 && areAll(own, byNamespace.get(namespace) ?? [], namespace === excepted)
          ? [`all of ${visible(namespace)}`]
          : own.map(nameOf),
      );
    };
    if (areAll(found, places, except !== undefined)) return 'anyone';
    return TYPES.flatMap(([type, whole, noun]) => {
      const words = textOf(type, whole);
      const rest = words.length - most;
      return rest > 0 ? [...words.slice(0, most), `and ${rest} more ${noun}`] : words;
    }).join(', ');
  };
}
