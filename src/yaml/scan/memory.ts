/**
 * Where everything lies. Regions have fixed places and sizes: memory that nobody has written to costs nothing, and the views
 * that the other side holds stay valid. What does not fit is handed over. V8 counts
 * memory beside its heap, this twice, and marks the heap once when the scanner starts: it is small then, and tables that are filled again cost more.
 */
export const MOST_VALUES: i32 = 1 << 18;
/** The largest document that is read here, and the most that is held at once. */
export const INPUT_SIZE: usize = 2 << 20;

export const PLANS: usize = 1 << 16;
const PLANS_SIZE: usize = 2 << 20;
export const PLANS_END: usize = PLANS + PLANS_SIZE;
export const TEXT_SLOTS: usize = PLANS_END;
export const SLOTS_SIZE: usize = 4 << 20;
export const GROUP_SLOTS: usize = TEXT_SLOTS + SLOTS_SIZE;
/** For slots while they are made more. */
export const OLD_SLOTS: usize = GROUP_SLOTS + SLOTS_SIZE;
export const TEXTS: usize = OLD_SLOTS + SLOTS_SIZE / 2;
export const TEXTS_END: usize = TEXTS + (9 << 20);
export const GROUPS: usize = TEXTS_END;
export const GROUPS_END: usize = GROUPS + (11 << 20);
/** The parts of lists and mappings that are not read to their end yet. */
export const OPEN: usize = GROUPS_END;
export const OPEN_END: usize = OPEN + (2 << 20);
/** What a document says that was not there before: for each new value, in the order of their numbers, what it is made of. */
export const NEWS: usize = OPEN_END;
export const NEWS_SIZE: usize = 16;
export const NEWS_END: usize = NEWS + <usize>MOST_VALUES * NEWS_SIZE;
/** Entries that may come again, and their texts. */
export const REPEATS: usize = NEWS_END;
export const REPEAT_TEXTS: usize = REPEATS + (1 << 16);
/** Blocks of text without their indentation. */
export const BLOCKS: usize = REPEAT_TEXTS + (2 << 20);
/** Pairs of lines that documents begin with. */
export const HEAD_TEXTS: usize = BLOCKS + INPUT_SIZE;
export const INPUT: usize = HEAD_TEXTS + (1 << 14);
/** Behind the input is room for what is looked at beyond its end. */
export const MEMORY_END: usize = INPUT + INPUT_SIZE + 64;
