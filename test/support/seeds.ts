const { NETGRAPH_SEED = '1', NETGRAPH_TIMES = '1' } = process.env;

/**
 * Random cases are the same in each run, so that a change fails by what it changes and not by chance. `NETGRAPH_SEED` asks for
 * others, `NETGRAPH_TIMES` for so many times more of them.
 */
export const SEED = Number(NETGRAPH_SEED);

export const timesOf = (cases: number): number => Math.ceil(cases * Number(NETGRAPH_TIMES));

/** Seeds of so many cases, none of which another `NETGRAPH_SEED` gives. */
export const seeds = (cases: number): number[] =>
  Array.from({ length: timesOf(cases) }, (_, index) => (SEED - 1) * 1_000_000 + index);
