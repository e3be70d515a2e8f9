export type { Comment, ReadDocument, YamlDocument } from './document.ts';
export { type Content, type Encoding, type Share, linesOf, textContent } from './content.ts';
export { DEFAULT_LIMITS, type Limits } from './limits.ts';
export { printYaml } from './print.ts';
export { eachDocument, readDocuments, type ReadOptions } from './read-documents.ts';
