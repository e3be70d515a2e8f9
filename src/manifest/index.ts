/** The face of this folder: documents in, typed resources and input problems out. */
export { decodeDocument, isUsedKind, nothingDecoded, shapeOf } from './decode.ts';
export { commentIgnores, IGNORE_WORD, mayIgnore } from './ignores.ts';
export type { Decoded, DecodeOptions, SkippedObject } from './decode.ts';
export type * from './resource.ts';
export type { SettingsTime } from './workload.ts';
