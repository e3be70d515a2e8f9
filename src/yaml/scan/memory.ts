/**
 * Where everything lies. Regions have fixed places and sizes: memory that nobody has written to costs nothing, and the views
 * that the other side holds stay valid. What does not fit is handed over.
 */
export const MOST_VALUES: i32 = 1 << 18;
/** The largest document that is read here. */
export const INPUT_SIZE: usize = 4 << 20;

export const PLANS: usize = 1 << 16;
const PLANS_SIZE: usize = 2 << 20;
export const PLANS_END: usize = PLANS + PLANS_SIZE;
export const TEXT_SLOTS: usize = PLANS_END;
export const SLOTS_SIZE: usize = 4 << 20;
export const GROUP_SLOTS: usize = TEXT_SLOTS + SLOTS_SIZE;
export const TEXTS: usize = GROUP_SLOTS + SLOTS_SIZE;
export const TEXT_SIZE: usize = 20;
export const GROUPS: usize = TEXTS + <usize>MOST_VALUES * TEXT_SIZE;
export const GROUP_SIZE: usize = 12;
export const PARTS: usize = GROUPS + <usize>MOST_VALUES * GROUP_SIZE;
export const PARTS_END: usize = PARTS + (16 << 20);
export const KEPT: usize = PARTS_END;
export const KEPT_END: usize = KEPT + (16 << 20);
/** The parts of lists and mappings that are not read to their end yet. */
export const OPEN: usize = KEPT_END;
export const OPEN_END: usize = OPEN + (4 << 20);
/** What a document says that was not there before: for each new value, in the order of their numbers, what it is made of. */
export const NEWS: usize = OPEN_END;
export const NEWS_SIZE: usize = 16;
export const NEWS_END: usize = NEWS + (16 << 20);
/** Blocks of text without their indentation. */
export const BLOCKS: usize = NEWS_END;
export const INPUT: usize = BLOCKS + INPUT_SIZE;
export const MEMORY_END: usize = INPUT + INPUT_SIZE + 64;
