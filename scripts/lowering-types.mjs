// What scripts/lowering.mjs asks of types, so that nothing is rewritten that may be something else.
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

/** Answers by a checker of types. */
export function questions(checker) {
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
    /** Whether every value of an expression has a property. */
    hasAlways: (node, name) =>
      partsOf(checker.getTypeAtLocation(node)).every((part) => {
        const property = checker.getPropertyOfType(part, name);
        return property !== undefined && (property.flags & ts.SymbolFlags.Optional) === 0;
      }),
    /** The texts that an expression may be; none where it may be anything else. */
    textsOf: (node) => {
      const parts = partsOf(checker.getTypeAtLocation(node));
      return parts.every((part) => part.isStringLiteral()) ? parts.map(({ value }) => value) : [];
    },
    givesArrays: (node) => givesArrays(checker.getTypeAtLocation(node)),
    symbolOf: (node) => checker.getSymbolAtLocation(node),
  };
}
