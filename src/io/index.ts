export { CONFIG_FILES, findConfig } from './find-config.ts';
export type { Exclude } from './ignore.ts';
export { displayPath, type InputNote, type InputProblem } from './input.ts';
export { DEFAULT_INPUT_LIMITS, type InputLimits } from './limits.ts';
export { type LiveRequest, readLive } from './live.ts';
export { readFile } from './read-file.ts';
export { type Input, type InputFile, type InputOptions, readInputs } from './read-inputs.ts';
export { type HelmRequest, renderChart, renderKustomization, type RenderOptions } from './render.ts';
export { writeAtomically, writeChunks } from './write.ts';
