/** The steps of a run, in the order in which they come first. */
export type Phase = 'read' | 'split' | 'parse' | 'decode' | 'cluster' | 'solve' | 'services' | 'rules' | 'render';

/** Told when a step begins, which ends the one before: whoever measures needs no other hook, and nobody else a clock. */
export type EnterPhase = (phase: Phase) => void;

/** For runs that nobody measures. */
export const unmeasured: EnterPhase = () => undefined;
