import * as shapes from '../../src/manifest/generated/shapes.js';
import type { Mask } from '../../src/yaml/mask.ts';
import type { Random } from '../support/random.ts';

const NAMES =
  'a b c d e w k x metadata name namespace labels app spec ports port ingress from template list items kind'.split(' ');
const KINDS: readonly Mask[] = Object.values(shapes);

/** A mask that asks for some of what the manifests of these tests hold. */
function randomMask(random: Random, depth: number): Mask {
  if (depth === 0 || random.chance(0.2)) return {};
  const fields = new Map(random.list(0, 8, () => [random.pick(NAMES), randomMask(random, depth - 1)] as const));
  return {
    ...(random.chance(0.8) ? { fields } : {}),
    ...(random.chance(0.8) ? { only: true } : {}),
    ...(random.chance(0.7) ? { items: randomMask(random, depth - 1) } : {}),
  };
}

/** The mask of a kind, or one that nobody would ask for. */
export const pickMask = (random: Random): Mask => (random.chance(0.3) ? random.pick(KINDS) : randomMask(random, 4));
