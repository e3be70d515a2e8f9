export type { InputNote, InputProblem } from './input.ts';
export { DEFAULT_INPUT_LIMITS, type InputLimits } from './limits.ts';
export { type LiveRequest, readLive } from './live.ts';
export { type Input, type InputFile, type InputOptions, readInputs } from './read-inputs.ts';
export { type HelmRequest, renderChart, renderKustomization, type RenderOptions } from './render.ts';
export { writeAtomically, writeChunks } from './write.ts';
