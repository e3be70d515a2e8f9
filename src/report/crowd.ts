import { groupBy } from '../model/group-by.ts';
import { endpointName } from '../reach/index.ts';
import { visible } from './escape.ts';
import { type Place, shortPlaceText } from './place.ts';

/** Names many places in few words; `except` is not missed in them. */
export type CrowdText = (members: ReadonlySet<Place>, except?: Place) => string;

const namespaceOf = (place: Place): string => (place.type === 'workload' ? place.namespace.name : '');

/** `shop/web`, or the full id where two kinds share that name. */
function namer(places: readonly Place[]): (place: Place) => string {
  const nameOf = (place: Place): string => (place.type === 'workload' ? endpointName(place) : shortPlaceText(place));
  const byName = groupBy(places, nameOf);
  return (place) => {
    const name = nameOf(place);
    return visible((byName.get(name)?.length ?? 0) > 1 ? place.id : name);
  };
}

/** Places of each type, and what all of them together are called. */
const TYPES: readonly (readonly [Place['type'], string])[] = [
  ['workload', 'every workload'],
  ['namespace', 'every namespace'],
  ['node', 'every node'],
  ['external', 'anywhere outside'],
];

/** Puts a set of places into words: `anyone`, `every workload`, `all of shop`, `anywhere outside`, or one by one. */
export function crowdText(places: readonly Place[]): CrowdText {
  const nameOf = namer(places);
  return (members, except) => {
    const isMissed = (place: Place): boolean => place !== except && !members.has(place);
    const oneByOne = (some: readonly Place[]): string[] => some.filter((place) => members.has(place)).map(nameOf);
    const textOf = (type: Place['type'], whole: string): string[] => {
      const some = places.filter((place) => place.type === type && place !== except);
      if (some.length > 1 && !some.some(isMissed)) return [whole];
      if (type !== 'workload') return oneByOne(some);
      return [...groupBy(some, namespaceOf)].flatMap(([namespace, own]) =>
        own.length > 1 && !own.some(isMissed) ? [`all of ${visible(namespace)}`] : oneByOne(own),
      );
    };
    if (!places.some(isMissed)) return 'anyone';
    return TYPES.flatMap(([type, whole]) => textOf(type, whole)).join(', ');
  };
}
