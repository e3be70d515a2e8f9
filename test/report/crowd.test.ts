import { expect, it } from 'vitest';
import { endpointName } from '../../src/reach/index.ts';
import { crowdText } from '../../src/report/crowd.ts';
import { type Place, shortPlaceText } from '../../src/report/place.ts';
import { Random } from '../support/random.ts';
import { randomResources } from '../support/random-cluster.ts';
import { reachabilityOf } from './support.ts';
import { seeds } from '../support/seeds.ts';

const WHOLES: readonly (readonly [string, Place['type']])[] = [
  ['every workload', 'workload'],
  ['every namespace', 'namespace'],
  ['every node', 'node'],
  ['anywhere outside', 'external'],
];

/** The places that some words stand for. */
function meantBy(text: string, places: readonly Place[]): Place[] {
  const isMeant = (place: Place, words: string): boolean => {
    const [, type] = WHOLES.find(([whole]) => whole === words) ?? [];
    if (words === 'anyone' || type === place.type) return true;
    const isOfNamespace = place.type === 'workload' && words === `all of ${place.namespace.name}`;
    const name = place.type === 'workload' ? endpointName(place) : shortPlaceText(place);
    return isOfNamespace || words === place.id || words === name;
  };
  const words = text.split(', ');
  return places.filter((place) => words.some((each) => isMeant(place, each)));
}

it('names those that are meant and nobody else, in few words', () => {
  const random = new Random(5);
  let wholes = 0;
  for (const seed of seeds(60)) {
    const { endpoints } = reachabilityOf(randomResources(new Random(seed)));
    const names = new Set(endpoints.flatMap((each) => (each.type === 'workload' ? each.namespace.name : [])));
    const places: Place[] = [
      ...[...names].map((id) => ({ type: 'namespace', id }) as const),
      // Several CIDRs or nodes of one place are divided by commas, as places are.
      ...endpoints.filter((each) => !shortPlaceText(each).includes(',')),
    ];
    const crowd = crowdText(places, places.length);
    for (let run = 0; run < 20; run += 1) {
      const share = random.pick([0.1, 0.5, 0.9, 1]);
      const whole = random.pick(places);
      const isIn = (place: Place): boolean =>
        random.chance(share) || (place.type === whole.type && place.type !== 'workload');
      const members = new Set(places.filter(isIn));
      const except = random.chance(0.5) ? random.pick(places) : undefined;
      const text = crowd(members, except);
      if (/anyone|every|all of|anywhere/.test(text)) wholes += 1;
      const isTold = (place: Place): boolean => place !== except;
      expect(new Set(meantBy(text, places).filter(isTold)), text).toEqual(new Set([...members].filter(isTold)));
    }
  }
  expect(wholes).toBeGreaterThan(200);
});

it('counts what is too much to be named', () => {
  const places = ['a', 'b', 'c', 'd', 'e'].map((id): Place => ({ type: 'namespace', id }));
  expect(crowdText(places, 2)(new Set(places.slice(0, 4)))).toBe('a, b, and 2 more namespaces');
  expect(crowdText(places, 2)(new Set(places.slice(0, 2)))).toBe('a, b');
  expect(crowdText(places, 2)(new Set(places))).toBe('anyone');
});
