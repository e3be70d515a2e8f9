import { once, remember } from '../model/remember.ts';
import { addRows, addSpanAmong, type Bits, fillBits, setAll, setBit, spanOf, wordsOf } from './bits.ts';
import { hasOverlaps } from './overlaps.ts';
import { overlapRows } from './overlap-rows.ts';
import type { NodeSharing } from './placement.ts';
import { ALL, NONE, type PortsId, type PortTable } from './port-table.ts';
import { rulesMeeting } from './rules-meeting.ts';
import type { Selection } from './selection.ts';
import type { Members } from './selector-index.ts';
import type { TierPlan } from './tier-rules.ts';
import type { SolverWork } from './tier-walk.ts';

interface Prepared {
  readonly selection: Selection;
  readonly plans: readonly TierPlan[];
}

export interface BitContext {
  readonly egress: Prepared;
  readonly ingress: Prepared;
  readonly ports: PortTable;
  readonly sharing: NodeSharing;
  /** The number of classes. */
  readonly size: number;
  readonly work: SolverWork;
}

/** Who reaches a class on any port at all: one bit a class. What comes back is written over by the next call. */
export type BitRows = (destination: number) => Bits;

/** Who may come in on which ports: one row of bits for each set of ports that rules of the destination name. */
class Planes {
  readonly #words: number;
  readonly #pool: Bits[] = [];
  readonly ids: PortsId[] = [];

  constructor(words: number) {
    this.#words = words;
  }

  clear(): void {
    this.ids.length = 0;
  }

  /** The row of these ports, empty when it is new. */
  of(ports: PortsId): Bits {
    const known = this.ids.indexOf(ports);
    if (known >= 0) return this.at(known);
    this.ids.push(ports);
    const plane = this.at(this.ids.length - 1);
    plane.fill(0);
    return plane;
  }

  at(place: number): Bits {
    return (this.#pool[place] ??= new Uint32Array(this.#words));
  }
}

/** To lay a word over another takes so much less time than to set a bit. */
const QUICKER = 2;

/** Whether the rules of both directions are of the kind that bit rows are made for: no order, no denial. */
export const hasBitRows = ({ egress, ingress }: Pick<BitContext, 'egress' | 'ingress'>): boolean =>
  [egress, ingress].every(({ plans }) => plans.length < 2 && plans.every(({ isAdditive }) => isAdditive));

/**
 * A pair is open on any port when some ingress rule of the destination that names the source, and some egress rule of
 * the source that names the destination, share a port. So no port sets are put together, cell by cell: the sources of each
 * egress rule are laid over those that its ports let in. Needs {@link hasBitRows}.
 */
export function bitRows({ egress, ingress, ports, sharing, size, work }: BitContext): BitRows {
  const words = wordsOf(size);
  const [admitting] = ingress.plans;
  const [leaving] = egress.plans;
  const meeting = once(() => (leaving === undefined ? undefined : rulesMeeting(leaving, size)));
  const spanFor = remember(spanOf);
  /** By rule of {@link meeting}. */
  const spans = once(() => (meeting()?.subjects ?? []).map(spanFor));
  const rowFor = remember((members: Members): Bits => {
    const row = new Uint32Array(words);
    setAll(row, members);
    return row;
  });
  const everybody = new Uint32Array(words);
  fillBits(everybody, size);
  /** Those whom no egress policy isolates. */
  const unbound = everybody.slice();
  leaving?.isIsolated.forEach((isolated, id) => {
    if (isolated === 1) unbound[id >>> 5] = (unbound[id >>> 5] ?? 0) & ~(1 << id);
  });
  const isAnyUnbound = unbound.some((word) => word !== 0);
  const out = new Uint32Array(words);
  const planes = new Planes(words);
  /** Planes joined: those that share a port with some other set. */
  const unions = new Planes(words);
  let planesOf = -1;

  const admit = (destination: number): void => {
    const row = ingress.selection.rowOf[destination] ?? 0;
    if (row === planesOf || admitting === undefined) return;
    planesOf = row;
    planes.clear();
    const { starts, items } = admitting.selecting;
    const full = new Map<Bits, Bits[]>();
    for (let i = starts[destination] ?? 0; i < (starts[destination + 1] ?? 0); i += 1)
      for (const rule of admitting.rulesOf(items[i] ?? 0)) {
        const id = rule.ports.fixed ?? rule.ports.on(destination);
        if (id === NONE) continue;
        const plane = planes.of(id);
        const rows = full.get(plane) ?? [];
        if (rows.length === 0) full.set(plane, rows);
        if (rule.peers === 'anyone') rows.push(everybody);
        else
          for (const peers of rule.peers) {
            if (peers.length * QUICKER >= words) rows.push(rowFor(peers));
            else {
              work.cells += peers.length;
              setAll(plane, peers);
            }
          }
      }
    for (const [plane, rows] of full) {
      work.words += rows.length * words;
      addRows(plane, rows);
    }
  };

  /** Who is let in on some port of a set. */
  const admittedOn = (asked: PortsId): Bits | undefined => {
    let sole = -1;
    let count = 0;
    for (let place = 0; place < planes.ids.length; place += 1) {
      if (ports.intersection(asked, planes.ids[place] ?? NONE) === NONE) continue;
      sole = place;
      count += 1;
    }
    if (count === 0) return undefined;
    if (count === 1) return planes.at(sole);
    const union = unions.of(asked);
    for (let place = 0; place < planes.ids.length; place += 1) {
      if (ports.intersection(asked, planes.ids[place] ?? NONE) === NONE) continue;
      const plane = planes.at(place);
      for (let word = 0; word < words; word += 1) union[word] = (union[word] ?? 0) | (plane[word] ?? 0);
    }
    return union;
  };

  /** Adds the sources that egress rules let out to the destination, on ports that `admittedOn` lets in. */
  const addBound = (destination: number, admittedOn: (ports: PortsId) => Bits | undefined): void => {
    const met = meeting();
    if (met === undefined) return;
    const [subjects, known] = [spans(), new Map<PortsId, Bits | undefined>()];
    const numbers = met.at(destination);
    for (const number of numbers) {
      const rule = met.rules[number];
      const span = subjects[number];
      const id = rule?.ports.fixed ?? rule?.ports.on(destination) ?? NONE;
      if (id === NONE || span === undefined) continue;
      let admitted = known.get(id);
      if (admitted === undefined && !known.has(id)) {
        admitted = admittedOn(id);
        known.set(id, admitted);
      }
      if (admitted === undefined) continue;
      work.words += span.words?.length ?? span.members.length;
      addSpanAmong(out, span, admitted);
    }
  };

  const setNodes = (destination: number): void => {
    for (const source of sharing.nodes) if (sharing.mayShare(source, destination)) setBit(out, source);
  };
  const byOverlaps = once(() => {
    const met = meeting();
    if (met === undefined || admitting === undefined || leaving === undefined || !hasOverlaps(met)) return undefined;
    return overlapRows({ admitting, leaving, met, ports, size, work });
  });

  return (destination) => {
    if (admitting?.isIsolated[destination] !== 1) {
      out.set(unbound);
      addBound(destination, () => everybody);
      return out;
    }
    out.fill(0);
    setNodes(destination);
    if (byOverlaps()?.(destination, out) === true) return out;
    admit(destination);
    unions.clear();
    const any = isAnyUnbound ? admittedOn(ALL) : undefined;
    if (any !== undefined)
      for (let word = 0; word < words; word += 1)
        out[word] = (out[word] ?? 0) | ((any[word] ?? 0) & (unbound[word] ?? 0));
    addBound(destination, admittedOn);
    return out;
  };
}
