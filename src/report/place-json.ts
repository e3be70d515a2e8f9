import { type Location, placeLocation, type RelatedTo } from '../model/location.ts';

/** What belongs to something told, as every report has it. */
export const relatedData = (related: readonly RelatedTo[]): { message: string; location: Location }[] =>
  related.map((target) => ({ message: target.message, location: placeLocation(target) }));
