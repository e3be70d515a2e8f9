import type { InputSummary } from './analysis.ts';
import {
  commentIgnores,
  decodeDocument,
  IGNORE_WORD,
  isUsedKind,
  mayIgnore,
  nothingDecoded,
  type SettingsTime,
  shapeOf,
} from './manifest/index.ts';
import type { Resource } from './manifest/resource.ts';
import type { Ignore } from './model/ignore.ts';
import { byCodeUnit } from './model/order.ts';
import { type EnterPhase, unmeasured } from './model/phase.ts';
import type { Problem } from './model/problem.ts';
import type { RenderedPart, RenderedTexts } from './model/rendered.ts';
import {
  type Content,
  DEFAULT_LIMITS,
  eachDocument,
  linesOf,
  type Limits,
  type ReadDocument,
  textContent,
  type YamlDocument,
} from './yaml/index.ts';

/** One step of the input: a text to read, something wrong, or something worth a note. */
export type Input =
  | {
      readonly type: 'file';
      readonly file: string;
      readonly content: string | Content;
      readonly parts?: readonly RenderedPart[];
    }
  | { readonly type: 'document'; readonly document: YamlDocument }
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'note'; readonly message: string };

export interface ReadOptions {
  /** The namespace of objects that name none. */
  readonly defaultNamespace: string;
  readonly settings?: SettingsTime;
  readonly limits?: Limits;
  readonly reader?: 'fast' | 'slow';
  /** Parses documents that are not used as well, and all of them in full, so that every syntax error is found. */
  readonly strictYaml?: boolean;
  /** Told of each document that the fast reader leaves to the slow one. */
  readonly onHandedOver?: () => void;
  readonly onPhase?: EnterPhase;
  readonly onProgress?: (done: { readonly files: number; readonly documents: number }) => void;
  /** Sees what is read of each file, for whoever wants to show lines of it. */
  readonly onContent?: (file: string, content: Content) => void;
}

export interface ReadResources {
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
  /** What annotations and comments say of findings. */
  readonly ignores: readonly Ignore[];
  readonly input: InputSummary;
  readonly rendered: RenderedTexts;
}

const increment = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

const sortedByKey = (counts: ReadonlyMap<string, number>): Map<string, number> =>
  new Map([...counts].sort(([a], [b]) => byCodeUnit(a, b)));

/** Texts → documents → typed resources, with a count of all that was read and passed over. */
export function readResources(inputs: Iterable<Input>, options: ReadOptions): ReadResources {
  const {
    defaultNamespace,
    settings = 'later',
    limits = DEFAULT_LIMITS,
    strictYaml = false,
    reader = 'fast',
  } = options;
  const { onProgress, onPhase = unmeasured, onHandedOver = () => undefined, onContent } = options;
  const yamlOptions = {
    isUsed: strictYaml ? () => true : isUsedKind,
    shapeOf: shapeOf(settings),
    limits,
    reader: strictYaml ? 'slow' : reader,
    onHandedOver,
    onPhase,
  } as const;
  const decoded = nothingDecoded();
  const problems: Problem[] = decoded.problems;
  const ignores: Ignore[] = [];
  const read = new Map<string, number>();
  const skipped = new Map<string, number>();
  const notes: string[] = [];
  const rendered = new Map<string, readonly RenderedPart[]>();
  let files = 0;
  let documents = 0;

  const decode = (document: YamlDocument): void => {
    onPhase('decode');
    decodeDocument(document, { defaultNamespace, settings }, decoded);
  };

  /** The lines of the file at hand, where comments in it may say what is to be ignored. */
  let lines: ReturnType<typeof linesOf> | undefined;
  const take = (read: ReadDocument): void => {
    if (read.type === 'problem') {
      problems.push(read.problem);
      return;
    }
    if (!read.isItem) documents += 1;
    if (read.type === 'skipped') {
      increment(skipped, read.kind ?? '');
      return;
    }
    decode(read.document);
    if (lines !== undefined) ignores.push(...commentIgnores(read.document.comments(IGNORE_WORD), lines));
  };

  for (const input of inputs) {
    if (input.type === 'problem') problems.push(input.problem);
    else if (input.type === 'note') notes.push(input.message);
    else if (input.type === 'document') {
      documents += 1;
      decode(input.document);
    } else {
      files += 1;
      if (input.parts !== undefined) rendered.set(input.file, input.parts);
      const content = typeof input.content === 'string' ? textContent(input.content) : input.content;
      onContent?.(input.file, content);
      onPhase('split');
      lines = mayIgnore(content) ? linesOf(content) : undefined;
      eachDocument(input.file, content, yamlOptions, take);
    }
    onPhase('read');
    onProgress?.({ files, documents });
  }
  for (const { ref } of decoded.resources) increment(read, ref.kind);
  for (const { kind } of decoded.skipped) increment(skipped, kind);
  const input = { files, documents, read: sortedByKey(read), skipped: sortedByKey(skipped), notes };
  return { resources: decoded.resources, problems, ignores: [...decoded.ignores, ...ignores], input, rendered };
}
