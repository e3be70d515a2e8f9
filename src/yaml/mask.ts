/**
 * The part of a value that is asked for. What a mask leaves out need not be read, and what it asks for is read as if the
 * rest were there. The empty mask asks for everything.
 */
export interface Mask {
  /** Of a mapping: the fields by name. */
  readonly fields?: ReadonlyMap<string, Mask>;
  /** Only `fields` are asked for; otherwise others are as well, whole. */
  readonly only?: true;
  /** Of a list: each of its items. */
  readonly items?: Mask;
}

/** The mask that asks for everything. */
export const WHOLE: Mask = {};

/** The mask of an entry of a mapping; undefined where it is not asked for. */
export const fieldMask = ({ fields, only }: Mask, key: string): Mask | undefined =>
  fields?.get(key) ?? (only === true ? undefined : WHOLE);

export const itemMask = ({ items }: Mask): Mask => items ?? WHOLE;
