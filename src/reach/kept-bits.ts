import type { BitRows } from './bit-rows.ts';
import { type Bits, putBit, wordsOf } from './bits.ts';
import type { LineContext } from './lines.ts';
import { setNodesOf } from './placement.ts';
import { NONE } from './port-table.ts';
import type { RowAnswers } from './row-answers.ts';

/**
 * Who reaches a class on any port, where the rows of the sources are kept: one that is open to most is so to whole words of
 * sources, and only what rows name is looked at source by source.
 */
export function keptBits({ egress, ingress, ports, sharing, size }: LineContext): BitRows | undefined {
  const { kept } = egress();
  return kept === undefined ? undefined : bitsOver(kept, { ingress, ports, sharing, size });
}

function bitsOver(leaving: RowAnswers, { ingress, ports, sharing, size }: Omit<LineContext, 'egress'>): BitRows {
  const out: Bits = new Uint32Array(wordsOf(size));
  return (destination) => {
    const { base, ids, values } = ingress().rowOf(destination);
    out.fill(0);
    if (base !== NONE) leaving.markMeeting(destination, base, out);
    const said = leaving.among(ids, destination);
    for (let i = 0; i < ids.length; i += 1)
      putBit(out, ids[i] ?? 0, ports.intersection(values[i] ?? NONE, said[i] ?? NONE) !== NONE);
    setNodesOf(out, sharing, destination);
    return out;
  };
}
