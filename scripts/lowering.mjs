// Rewrites TypeScript for engines that have just started. Until a function has run so often that it is optimized, a loop over an array by
// `for … of` makes an object for each item, a private field is looked up in two steps, and literals that hold or begin with others go
// through the runtime: most of a run of netgraph is over before that. Types tell where something plainer means the same, so the sources
// need not say it (docs/adr/0008-sources-are-rewritten-for-short-runs.md).
import { join } from 'node:path';
import ts from 'typescript';
import {
  isAtHand,
  isCalled,
  isInLiteral,
  isTarget,
  isWritten,
  listOfEntries,
  loopOf,
  NAME,
} from './lowering-syntax.mjs';
import { questions } from './lowering-types.mjs';

/** Begins the names that private fields get, so that they can be made short. */
export const PRIVATE = '__private_';

/** What is imported from it has a `$` behind its name. */
const RUNTIME = join(import.meta.dirname, 'lowering-runtime.mjs');

/** Rewrites one file. */
class Rewriting {
  #file;
  #ask;
  #makesPublic;
  #names = 0;
  /** What the text needs of the runtime. */
  #needed = new Set();

  constructor(file, ask, makesPublic) {
    this.#file = file;
    this.#ask = ask;
    this.#makesPublic = makesPublic;
  }

  /** The whole text. */
  whole() {
    const text = this.#text(this.#file);
    const names = [...this.#needed].map((name) => `${name} as ${name}$`).join(', ');
    return names === '' ? text : `import { ${names} } from ${JSON.stringify(RUNTIME)};\n${text}`;
  }

  /** The text of a node and of what stands before it. */
  #text(node) {
    const before = this.#file.text.slice(node.getFullStart(), node.getStart(this.#file));
    const rewritten = this.#rewritten(node);
    const text = rewritten === undefined ? this.#asWritten(node) : before + rewritten;
    if (!isInLiteral(node)) return text;
    this.#needed.add('nothing');
    return `${before}nothing$ ?? ${text.slice(before.length)}`;
  }

  /** The same of a node of which nothing but parts may be rewritten. */
  #asWritten(node) {
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
    if (ts.isArrayLiteralExpression(node)) return this.#list(node);
    if (ts.isObjectLiteralExpression(node)) return this.#object(node);
    if (ts.isElementAccessExpression(node)) return this.#element(node);
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

  /** A call of a function of our own. */
  #own(name, ...given) {
    this.#needed.add(name);
    return `${name}$(${given.join(', ')})`;
  }

  /** `list.flatMap(call)` of an array. */
  #call({ expression: called, arguments: given, flags }) {
    const isFlatMap = ts.isPropertyAccessExpression(called) && called.name.text === 'flatMap' && given.length === 1;
    if (!isFlatMap || (flags & ts.NodeFlags.OptionalChain) !== 0 || !this.#ask.isArray(called.expression))
      return undefined;
    return this.#own('flatMap', this.#trimmed(called.expression), this.#trimmed(given[0]));
  }

  /** A list that is made of others and of single items. */
  #list(list) {
    const { elements } = list;
    const isKnown = elements.every((element) => !ts.isSpreadElement(element) || this.#ask.isArray(element.expression));
    const isOfOthers = elements.length > 1 && elements.some(ts.isSpreadElement);
    if (!isOfOthers || !isKnown || elements.some(ts.isOmittedExpression) || isTarget(list)) return undefined;
    const [first, ...behind] = elements;
    // The list is looked at when its items are known: what they are must not change it.
    if (ts.isSpreadElement(first) && behind.every((element) => !ts.isSpreadElement(element) && isAtHand(element)))
      return behind.reduce(
        (list, item) => this.#own('added', list, this.#trimmed(item)),
        this.#trimmed(first.expression),
      );
    const parts = [];
    for (const element of elements) {
      const text = this.#trimmed(element);
      if (ts.isSpreadElement(element) || parts.length === 0 || parts.at(-1).isSpread)
        parts.push({ isSpread: ts.isSpreadElement(element), text });
      else parts.at(-1).text += `, ${text}`;
    }
    const [start, ...others] = parts.map(({ isSpread, text }, index) =>
      isSpread && index > 0 ? text.slice('...'.length) : `[${text}]`,
    );
    return others.reduce((list, more) => this.#own('joined', list, more), start);
  }

  /**
   * `{ ...whole, more }` begins with nothing. V8 11 makes a copy of `whole` first, and one more hidden class for each such object when
   * that gets a field of its own: nothing that is read from such objects is found where it was before.
   */
  #object(object) {
    const { properties } = object;
    const [first, ...behind] = properties;
    if (behind.length === 0 || !ts.isSpreadAssignment(first) || !this.#addsTo(first.expression, behind))
      return undefined;
    this.#needed.add('nothing');
    return `{ ...nothing$, ${properties.map((property) => this.#trimmed(property)).join(', ')} }`;
  }

  /** Whether some properties may be others than those of an object. */
  #addsTo(object, properties) {
    return properties.some(
      (property) => ts.isSpreadAssignment(property) || !this.#ask.hasAlways(object, property.name.getText(this.#file)),
    );
  }

  /** `object[name]` of either of two names: V8 looks for a place that is named in more than one way as if it had never been there. */
  #element(access) {
    const { expression, argumentExpression: name, flags } = access;
    const texts = ts.isIdentifier(name) ? this.#ask.textsOf(name) : [];
    if (texts.length !== 2 || (flags & ts.NodeFlags.OptionalChain) !== 0 || !texts.every((text) => NAME.test(text)))
      return undefined;
    // What is called is called of the object, and what is written to is no value.
    if (isCalled(access) || isWritten(access)) return undefined;
    const object = this.#trimmed(expression);
    const [first, second] = texts;
    return `(${name.text} === ${JSON.stringify(first)} ? ${object}.${first} : ${object}.${second})`;
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
