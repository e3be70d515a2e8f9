/** How far a run has come: more than a little is about to be read, or very much; all has been read. */
export type Stage = 'much' | 'very-much' | 'read';

/** Below it, a run ends before it would pay to prepare for a long one. */
const LITTLE = 64 * 1024;
/** Beyond it, memory is what there may be too little of. */
const MUCH = 32 * 1024 * 1024;

export interface InputWatch {
  /** Is told the size of each text before it is read, and that of all that lie beside it, which are looked at with it. */
  readonly see: (size: number, together?: number) => void;
  /** Is told that there is much to come, before its size is known. */
  readonly expect: () => void;
  /** Is told when all has been read. */
  readonly end: () => void;
}

/** Calls `enter` for each stage that is come to, once. Very much at once is never merely much. */
export function watchInput(enter: (stage: Stage) => void): InputWatch {
  let bytes = 0;
  let stage: Stage | undefined;
  /** Beyond it, the next stage is come to. */
  let limit = LITTLE;
  const go = (next: Stage): void => {
    stage = next;
    limit = next === 'much' ? MUCH : Infinity;
    enter(next);
  };
  return {
    see(size, together = size) {
      // What is about to be read counts; of texts that lie side by side, all are told with the first.
      if (bytes + together > limit) go(bytes + together > MUCH ? 'very-much' : 'much');
      bytes += size;
    },
    expect() {
      if (stage === undefined) go('much');
    },
    end() {
      if (stage !== undefined) go('read');
    },
  };
}

/** With the budget that Node 20 gives a function before it is optimized, much of the CPU time is compiling. */
const BUDGET = '--interrupt-budget=500000';
/** V8 gathers functions before it makes baseline code of them, and interprets them till then. */
const AT_ONCE = '--no-baseline-batch-compilation';

/**
 * V8 marks its heap when the scanner starts, and means to do so again when that is four times as large: soon, and for nothing, for
 * what is read stays. Until all of it is there, the heap may grow to this much more (docs/adr/0009).
 */
const GROWTH = '--heap-growing-percent=1700';
const USUAL_GROWTH = '--heap-growing-percent=0';

const FLAGS: Readonly<Record<Stage, string>> = {
  much: `${BUDGET} ${AT_ONCE} ${GROWTH}`,
  'very-much': `${BUDGET} ${AT_ONCE} ${USUAL_GROWTH}`,
  read: USUAL_GROWTH,
};

/** Only Node 20 has been measured. `node:v8` brings the streams with it: a small run does without. */
export function prepareV8(stage: Stage): void {
  if (!process.versions.node.startsWith('20.')) return;
  process.getBuiltinModule('node:v8').setFlagsFromString(FLAGS[stage]);
}
