// What scripts/lowering.mjs asks of how something is written.
import ts from 'typescript';

/** The loop that declares a variable; undefined for any other. */
export function loopOf(declaration) {
  const loop = declaration.parent.parent;
  return ts.isVariableDeclaration(declaration) && loop !== undefined && ts.isForOfStatement(loop) ? loop : undefined;
}

/** What `entries()` is called of, in a loop over numbers and items. */
export function listOfEntries({ expression, initializer }) {
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

/** What may stand behind a dot. */
export const NAME = /^[A-Za-z_$][\w$]*$/;

/** The node itself, or what of it stands in its place: in parentheses, or with a type that is said of it. */
function wrapped(node) {
  const { parent } = node;
  const isWrapping =
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent);
  return isWrapping ? wrapped(parent) : node;
}

/** It is called, by itself or with a template. */
export function isCalled(node) {
  const outer = wrapped(node);
  const { parent } = outer;
  return (
    (ts.isCallExpression(parent) && parent.expression === outer) ||
    (ts.isTaggedTemplateExpression(parent) && parent.tag === outer)
  );
}

/** It is what is written to, by `[first, ...others] = list`. */
export function isTarget(inner) {
  const node = wrapped(inner);
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  const isInside =
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isSpreadElement(parent);
  return isInside && isTarget(parent);
}

const COUNTING = new Set([ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken]);

const isAssignment = (node) =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
  node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;

const isCount = (node) =>
  (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && COUNTING.has(node.operator);

/** It is given another value, or taken away. */
export function isWritten(node) {
  const outer = wrapped(node);
  const { parent } = outer;
  const isAssigned = isAssignment(parent) && parent.left === outer;
  return isAssigned || isCount(parent) || ts.isDeleteExpression(parent) || isTarget(node);
}

const isLiteral = (node) => ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node);

/**
 * An object or a list that is part of another one, and is made again and again. V8 makes what has such parts by a call into its
 * runtime; behind `nothing ??` it does not know them for parts.
 */
export function isInLiteral(node) {
  if (!isLiteral(node) || isTarget(node)) return false;
  const { parent } = wrapped(node);
  const whole = ts.isPropertyAssignment(parent) ? parent.parent : parent;
  return isLiteral(whole) && ts.findAncestor(whole, ts.isFunctionLike) !== undefined;
}

/** Its value is found without calling or writing anything. */
export const isAtHand = (node) =>
  !isAssignment(node) &&
  !isCount(node) &&
  !ts.isDeleteExpression(node) &&
  !ts.isCallExpression(node) &&
  !ts.isNewExpression(node) &&
  !ts.isTaggedTemplateExpression(node) &&
  !ts.isYieldExpression(node) &&
  !ts.isAwaitExpression(node) &&
  (ts.isFunctionLike(node) || ts.forEachChild(node, (child) => (isAtHand(child) ? undefined : true)) === undefined);
