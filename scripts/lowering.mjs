// Rewrites TypeScript for engines that have just started. A loop over an array by `for … of` makes an object for each item, and a
// private field is looked up in two steps, until a function has run so often that it is optimized: most of a run of netgraph is over
// before that. Types tell where something plainer means the same, so the sources need not say it.
import { join } from 'node:path';
import ts from 'typescript';

const TYPED_ARRAYS = /^(?:(?:Big)?(?:Uint|Int|Float)\d+(?:Clamped)?Array|Buffer)$/;
const ITERATED = new Set([
  'Array',
  'ReadonlyArray',
  'Set',
  'ReadonlySet',
  'Iterable',
  'Generator',
  'RegExpStringIterator',
]);
const ITERATORS = /^(?:Array|Map|Set)Iterator$/;
const MAPS = new Set(['Map', 'ReadonlyMap']);

/** Begins the names that private fields get, so that they can be made short. */
export const PRIVATE = '__private_';

/** The name that scripts/flat-map.mjs gets where it is called, and its file. */
const FLAT_MAP = 'flatMap$';
const FLAT_MAP_FILE = join(import.meta.dirname, 'flat-map.mjs');

/** What is asked of types. */
function questions(checker) {
  /** Of what the language or Node declares: a type of our own may be called alike, and be something else. */
  const nameOf = ({ symbol }) =>
    symbol?.declarations?.every((declaration) => declaration.getSourceFile().isDeclarationFile) ? symbol.name : '';
  const partsOf = (type) => (type.isUnion() ? type.types : [type]);

  /** It has its items under 0, 1, … and no others: a text has none, for it may have characters of two units. */
  const isArray = (type) =>
    partsOf(type.flags & ts.TypeFlags.TypeParameter ? (checker.getBaseConstraintOfType(type) ?? type) : type).every(
      (part) =>
        checker.isArrayType(part) ||
        checker.isTupleType(part) ||
        nameOf(part) === 'RegExpExecArray' ||
        TYPED_ARRAYS.test(nameOf(part)),
    );

  /** Whether a loop over it meets nothing but arrays. */
  const givesArrays = (type) =>
    partsOf(type).every((part) => {
      const name = nameOf(part);
      if (MAPS.has(name)) return true;
      const isKnown = checker.isTupleType(part) || ITERATED.has(name) || ITERATORS.test(name);
      if (!isKnown) return false;
      const all = checker.getTypeArguments(part);
      const items = checker.isTupleType(part) ? all : all.slice(0, 1);
      return items.every((item) => (item.flags & ts.TypeFlags.Never) !== 0 || isArray(item));
    });

  return {
    isArray: (node) => isArray(checker.getTypeAtLocation(node)),
    givesArrays: (node) => givesArrays(checker.getTypeAtLocation(node)),
    symbolOf: (node) => checker.getSymbolAtLocation(node),
  };
}

/** The loop that declares a variable; undefined for any other. */
function loopOf(declaration) {
  const loop = declaration.parent.parent;
  return ts.isVariableDeclaration(declaration) && loop !== undefined && ts.isForOfStatement(loop) ? loop : undefined;
}

/** What `entries()` is called of, in a loop over numbers and items. */
function listOfEntries({ expression, initializer }) {
  const isCall =
    ts.isCallExpression(expression) &&
    ts.isPropertyAccessExpression(expression.expression) &&
    expression.expression.name.text === 'entries' &&
    expression.expression.questionDotToken === undefined;
  const { name } = initializer.declarations[0];
  const isPair =
    ts.isArrayBindingPattern(name) &&
    name.elements.length <= 2 &&
    name.elements.every(
      (element) => ts.isOmittedExpression(element) || !(element.dotDotDotToken ?? element.initializer),
    );
  return isCall && isPair ? expression.expression.expression : undefined;
}

/** Rewrites one file. */
class Rewriting {
  #file;
  #ask;
  #makesPublic;
  #names = 0;
  #callsFlatMap = false;

  constructor(file, ask, makesPublic) {
    this.#file = file;
    this.#ask = ask;
    this.#makesPublic = makesPublic;
  }

  /** The whole text. */
  whole() {
    const text = this.#text(this.#file);
    return this.#callsFlatMap
      ? `import { flatMap as ${FLAT_MAP} } from ${JSON.stringify(FLAT_MAP_FILE)};\n${text}`
      : text;
  }

  /** The text of a node and of what stands before it. */
  #text(node) {
    const rewritten = this.#rewritten(node);
    const before = () => this.#file.text.slice(node.getFullStart(), node.getStart(this.#file));
    if (rewritten !== undefined) return before() + rewritten;
    let text = '';
    let at = node.getFullStart();
    node.forEachChild((child) => {
      text += this.#file.text.slice(at, child.getFullStart()) + this.#text(child);
      at = child.end;
    });
    return text + this.#file.text.slice(at, node.end);
  }

  #trimmed(node) {
    return this.#text(node).trim();
  }

  #rewritten(node) {
    if (ts.isPrivateIdentifier(node)) return this.#makesPublic ? this.#publicName(node) : undefined;
    if (ts.isForOfStatement(node)) return this.#loop(node);
    if (ts.isCallExpression(node)) return this.#call(node);
    return ts.isArrayBindingPattern(node) ? this.#pattern(node) : undefined;
  }

  /** Named by its class, so that a class and one that extends it have fields of their own. */
  #publicName(node) {
    const refuse = (reason) => {
      throw new Error(`${this.#file.fileName}: ${node.text} ${reason}`);
    };
    const owner =
      this.#ask.symbolOf(node)?.declarations?.[0].parent.name?.text ?? refuse('is of a class without a name');
    if (ts.isBinaryExpression(node.parent)) refuse('is asked for by `in`');
    return `${PRIVATE}${owner}_${node.text.slice(1)}`;
  }

  /** `for (const item of items)` over an array, by its places. It grows in between as it does for an iterator. */
  #loop(loop) {
    if (loop.awaitModifier !== undefined || !ts.isVariableDeclarationList(loop.initializer)) return undefined;
    const entries = listOfEntries(loop);
    const list = entries !== undefined && this.#ask.isArray(entries) ? entries : loop.expression;
    if (!this.#ask.isArray(list)) return undefined;
    const number = (this.#names += 1);
    const [place, items] = [`place$${number}`, `items$${number}`];
    const keyword = loop.initializer.flags & ts.NodeFlags.Const ? 'const' : 'let';
    const names =
      list === entries ? loop.initializer.declarations[0].name.elements : [undefined, loop.initializer.declarations[0]];
    const values = [place, `${items}[${place}]`];
    const declared = names.flatMap((name, index) =>
      name === undefined || ts.isOmittedExpression(name) ? [] : [`${this.#trimmed(name.name)} = ${values[index]}`],
    );
    const declarations = declared.length === 0 ? '' : `${keyword} ${declared.join(', ')}; `;
    const head = `let ${place} = 0, ${items} = (${this.#trimmed(list)}); ${place} < ${items}.length; ${place} += 1`;
    return `for (${head}) { ${declarations}${this.#trimmed(loop.statement)} }`;
  }

  /** `list.flatMap(call)` of an array, as a call of our own. */
  #call({ expression: called, arguments: given, flags }) {
    const isFlatMap = ts.isPropertyAccessExpression(called) && called.name.text === 'flatMap' && given.length === 1;
    if (!isFlatMap || (flags & ts.NodeFlags.OptionalChain) !== 0 || !this.#ask.isArray(called.expression))
      return undefined;
    this.#callsFlatMap = true;
    return `${FLAT_MAP}(${this.#trimmed(called.expression)}, ${this.#trimmed(given[0])})`;
  }

  /** `[first, second]` of an array, as `{ 0: first, 1: second }`. */
  #pattern(pattern) {
    const { parent, elements } = pattern;
    if (elements.some((element) => !ts.isOmittedExpression(element) && element.dotDotDotToken !== undefined))
      return undefined;
    const loop = loopOf(parent);
    const isOfArray =
      loop === undefined
        ? this.#ask.isArray(ts.isVariableDeclaration(parent) ? (parent.initializer ?? parent) : parent)
        : this.#ask.givesArrays(loop.expression);
    if (!isOfArray) return undefined;
    const names = elements.flatMap((element, index) =>
      ts.isOmittedExpression(element) ? [] : [`${index}: ${this.#trimmed(element)}`],
    );
    return `{ ${names.join(', ')} }`;
  }
}

/** As TypeScript writes it on every system. */
export const slashed = (path) => path.replaceAll('\\', '/');

/** The sources that some files import, by their paths: what stands in `folder`, rewritten. */
export function lowered(files, folder, { compilerOptions, makesPublic = false }) {
  const program = ts.createProgram(files, compilerOptions);
  const ask = questions(program.getTypeChecker());
  const texts = new Map();
  for (const file of program.getSourceFiles())
    if (!file.isDeclarationFile && file.fileName.startsWith(slashed(folder)) && file.fileName.endsWith('.ts'))
      texts.set(file.fileName, new Rewriting(file, ask, makesPublic).whole());
  return texts;
}

/** The options of a configuration of TypeScript. */
export function optionsOf(config) {
  const { options, errors } = ts.getParsedCommandLineOfConfigFile(
    config,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(String(messageText));
      },
    },
  );
  if (errors.length > 0) throw new Error(String(errors[0].messageText));
  return options;
}
