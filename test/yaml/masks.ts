import * as shapes from '../../src/manifest/generated/shapes.js';
import type { JsonType, Shape } from '../../src/model/shape.ts';
import type { Random } from '../support/random.ts';

const NAMES =
  'a b c d e w k x metadata name namespace labels app spec ports port ingress from template list items kind'.split(' ');
const KINDS: readonly Shape[] = Object.values(shapes).map((shape) => shape());

const TYPES: readonly JsonType[] = ['string', 'integer', 'boolean', 'object', 'array', 'null'];

/** What may be demanded of any value. */
const randomDemands = (random: Random): Shape => ({
  ...(random.chance(0.3)
    ? { type: random.chance(0.7) ? random.pick(TYPES) : random.list(1, 3, () => random.pick(TYPES)) }
    : {}),
  ...(random.chance(0.2) ? { isNeverNull: true } : {}),
  ...(random.chance(0.1) ? { enum: ['x', 'TCP', 'app'] } : {}),
  ...(random.chance(0.1) ? { minimum: 1, maximum: 100 } : {}),
  ...(random.chance(0.1) ? { minItems: 1, maxItems: 2 } : {}),
});

/** A mask that asks for some of what the manifests of these tests hold. */
function randomMask(random: Random, depth: number): Shape {
  if (depth === 0 || random.chance(0.2)) return randomDemands(random);
  const fields = new Map(random.list(0, 8, () => [random.pick(NAMES), randomMask(random, depth - 1)] as const));
  const isOnly = random.chance(0.8);
  return {
    ...(random.chance(0.2) ? randomDemands(random) : {}),
    ...(random.chance(0.8) ? { fields } : {}),
    ...(isOnly ? { only: true } : random.chance(0.3) ? { closed: true } : {}),
    ...(!isOnly && random.chance(0.3) ? { others: randomMask(random, depth - 1) } : {}),
    ...(random.chance(0.7) ? { items: randomMask(random, depth - 1) } : {}),
  };
}

/** The mask of a kind, or one that nobody would ask for. */
export const pickMask = (random: Random): Shape => (random.chance(0.3) ? random.pick(KINDS) : randomMask(random, 4));
