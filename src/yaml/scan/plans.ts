import { PLANS, PLANS_END } from './memory';
import { areSame } from './slots';
import { quoted, Ref } from './table';

/** Asks the other side for the plan of a part: a field by its number, or one of these. */
declare function planOf(plan: i32, part: i32): i32;
const ITEMS: i32 = -1;
const OTHERS: i32 = -2;

const UNKNOWN: i32 = -1;
/** Asks for everything. */
export const WHOLE: i32 = 0;

const PLAN_SIZE: usize = 32;
const MOST_PLANS: i32 = 1 << 12;
const FIELD_SIZE: usize = 16;
const FIELDS: usize = PLANS + <usize>MOST_PLANS * PLAN_SIZE;

export class Plans {
  static count: i32 = 0;
  static free: usize = FIELDS;
}

// A plan: flags, fields, their number, the field met last, the plans of items and of others.
function planAt(plan: i32): usize {
  return PLANS + <usize>plan * PLAN_SIZE;
}

/** Room for the fields of a new plan; their names are put behind one another from the place that is given back. */
export function addPlan(hasFields: bool, isOnly: bool, fields: i32, nameBytes: i32): usize {
  const plan = planAt(Plans.count);
  const size = <usize>fields * FIELD_SIZE + ((<usize>nameBytes + 15) & ~15);
  if (Plans.count >= MOST_PLANS || Plans.free + size > PLANS_END) unreachable();
  store<i32>(plan, (hasFields ? 1 : 0) | (isOnly ? 2 : 0));
  store<u32>(plan, <u32>Plans.free, 4);
  store<i32>(plan, fields, 8);
  store<i32>(plan, 0, 12);
  store<i32>(plan, UNKNOWN, 16);
  store<i32>(plan, UNKNOWN, 20);
  const names = Plans.free + <usize>fields * FIELD_SIZE;
  Plans.count += 1;
  Plans.free += size;
  return names;
}

/** Names a field of the last plan. */
export function nameField(field: i32, name: usize, length: i32): void {
  const at = <usize>load<u32>(planAt(Plans.count - 1), 4) + <usize>field * FIELD_SIZE;
  store<u32>(at, <u32>name);
  store<i32>(at, length, 4);
  store<i32>(at, UNKNOWN, 8);
  store<i32>(at, UNKNOWN, 12);
}

/** Forgets all plans. */
export function forgetPlans(): void {
  Plans.count = 0;
  Plans.free = FIELDS;
}

export function hasFields(plan: i32): bool {
  return (load<i32>(planAt(plan)) & 1) != 0;
}

export function isOnly(plan: i32): bool {
  return (load<i32>(planAt(plan)) & 2) != 0;
}

export function itemsOf(plan: i32): i32 {
  let items = load<i32>(planAt(plan), 16);
  if (items == UNKNOWN) {
    items = planOf(plan, ITEMS);
    store<i32>(planAt(plan), items, 16);
  }
  return items;
}

export function othersOf(plan: i32): i32 {
  let others = load<i32>(planAt(plan), 20);
  if (others == UNKNOWN) {
    others = planOf(plan, OTHERS);
    store<i32>(planAt(plan), others, 20);
  }
  return others;
}

/** The number of the field with a name; -1 where there is none. Manifests name fields in the same order again and again. */
export function fieldOf(plan: i32, start: usize, end: usize): i32 {
  const at = planAt(plan);
  const fields = <usize>load<u32>(at, 4);
  const count = load<i32>(at, 8);
  const length = <i32>(end - start);
  let field = load<i32>(at, 12);
  for (let tried = 0; tried < count; tried += 1) {
    field += 1;
    if (field >= count) field = 0;
    const each = fields + <usize>field * FIELD_SIZE;
    if (load<i32>(each, 4) != length || !areSame(load<u32>(each), start, length)) continue;
    store<i32>(at, field, 12);
    return field;
  }
  return -1;
}

export function fieldPlan(plan: i32, field: i32): i32 {
  const at = <usize>load<u32>(planAt(plan), 4) + <usize>field * FIELD_SIZE;
  let inner = load<i32>(at, 12);
  if (inner == UNKNOWN) {
    inner = planOf(plan, field);
    store<i32>(at, inner, 12);
  }
  return inner;
}

/** The number of the field's name as a value. */
export function fieldKey(plan: i32, field: i32): Ref {
  const at = <usize>load<u32>(planAt(plan), 4) + <usize>field * FIELD_SIZE;
  let key = load<i32>(at, 8);
  if (key == UNKNOWN) {
    const name = <usize>load<u32>(at);
    key = quoted(name, name + <usize>load<i32>(at, 4));
    store<i32>(at, key, 8);
  }
  return key;
}
