export type { Exclude } from './ignore.ts';
export type { InputNote, InputProblem } from './input.ts';
export { DEFAULT_INPUT_LIMITS, type InputLimits } from './limits.ts';
export { type Input, type InputFile, type InputOptions, readInputs } from './read-inputs.ts';
export { writeAtomically, writeChunks } from './write.ts';
