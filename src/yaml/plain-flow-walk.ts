import { BRACE, BRACE_END, BRACKET, BRACKET_END } from './characters.ts';
import { leaveLine } from './plain-cursor.ts';
import { endsAfterNode, endsBeforeNode, readFlow, readFlowKey, readFlowNode } from './plain-flow.ts';
import { planOf, WHOLE } from './plan.ts';
import { type Spot, stepToItem, stepToValue } from './plain-spot.ts';

function walkMapping(spot: Spot): boolean {
  const { cursor, path } = spot;
  const name = String(path[spot.steps]);
  while (!endsBeforeNode(cursor, BRACE_END)) {
    const key = cursor.at;
    if (cursor.table.keyOf(readFlowKey(cursor)) === name) {
      stepToValue(spot, key, cursor.at, spot.parent);
      return true;
    }
    readFlowNode(cursor, planOf(WHOLE));
    if (endsAfterNode(cursor, BRACE_END)) break;
  }
  return false;
}

function walkSequence(spot: Spot): boolean {
  const { cursor, path } = spot;
  const wanted = path[spot.steps];
  for (let index = 0; !endsBeforeNode(cursor, BRACKET_END); index += 1) {
    if (index === wanted) {
      stepToItem(spot, cursor.at, spot.parent);
      return true;
    }
    readFlowNode(cursor, planOf(WHOLE));
    if (endsAfterNode(cursor, BRACKET_END)) break;
  }
  return false;
}

/** Walks on from a list or mapping in brackets, which must end on its line with nothing behind. */
export function walkFlow(spot: Spot): void {
  const { cursor, path } = spot;
  const start = cursor.at;
  readFlow(cursor, planOf(WHOLE));
  leaveLine(cursor, cursor.at);
  cursor.at = start;
  spot.isFlow = true;
  for (let isThere = true; isThere && spot.steps < path.length;) {
    const code = cursor.bytes[cursor.at];
    if (code !== BRACE && code !== BRACKET) return;
    cursor.at += 1;
    isThere = code === BRACE ? walkMapping(spot) : walkSequence(spot);
  }
}
