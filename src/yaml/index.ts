export type { Comment, ReadDocument, YamlDocument } from './document.ts';
export { DEFAULT_LIMITS, type Limits } from './limits.ts';
export { printYaml } from './print.ts';
export { readDocuments, type ReadOptions } from './read-documents.ts';
