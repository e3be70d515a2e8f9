import { once, remember } from '../model/remember.ts';
import { addMembersAmong, type Bits, fillBits, setAll, spanOf, wordsOf } from './bits.ts';
import { hasOverlaps } from './overlaps.ts';
import { overlapRows } from './overlap-rows.ts';
import { type NodeSharing, setNodesOf } from './placement.ts';
import { ALL, NONE, type PortsId, type PortTable } from './port-table.ts';
import { type RowMemory, rowMemory } from './row-memory.ts';
import { rulesMeeting } from './rules-meeting.ts';
import type { Members } from './selector-index.ts';
import type { PreparedTiers } from './tier-rules.ts';
import type { SolverWork } from './tier-walk.ts';

export interface BitContext {
  readonly egress: PreparedTiers;
  readonly ingress: PreparedTiers;
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
  readonly #memory: RowMemory;
  readonly #words: number;
  readonly #pool: Bits[] = [];
  readonly ids: PortsId[] = [];

  constructor(memory: RowMemory, words: number) {
    this.#memory = memory;
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
    return (this.#pool[place] ??= this.#memory.row(this.#words));
  }
}

/** Rows that there are beside those of policies, about. */
const MORE_ROWS = 1000;

const policiesIn = ({ plans }: PreparedTiers): number => plans.reduce((sum, { policies }) => sum + policies.length, 0);

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
  const memory = rowMemory((policiesIn(egress) + policiesIn(ingress) + MORE_ROWS) * words * 4);
  const spanFor = remember((members: Members) => spanOf(members, memory.row));
  /** By rule of {@link meeting}. */
  const spans = once(() => (meeting()?.subjects ?? []).map(spanFor));
  const rowFor = remember((members: Members): Bits => {
    const row = memory.row(words);
    setAll(row, members);
    return row;
  });
  const everybody = memory.row(words);
  fillBits(everybody, size);
  /** Those whom no egress policy isolates. */
  const unbound = memory.row(words);
  unbound.set(everybody);
  leaving?.isIsolated.forEach((isolated, id) => {
    if (isolated === 1) unbound[id >>> 5] = (unbound[id >>> 5] ?? 0) & ~(1 << id);
  });
  const isAnyUnbound = unbound.some((word) => word !== 0);
  const out = memory.row(words);
  const planes = new Planes(memory, words);
  /** Planes joined: those that share a port with some other set. */
  const unions = new Planes(memory, words);
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
      memory.addRows(plane, rows);
    }
  };

  /** Who is let in on some port of a set. */
  const admittedOn = (asked: PortsId): Bits | undefined => {
    const met: Bits[] = [];
    for (let place = 0; place < planes.ids.length; place += 1)
      if (ports.intersection(asked, planes.ids[place] ?? NONE) !== NONE) met.push(planes.at(place));
    if (met.length < 2) return met[0];
    const union = unions.of(asked);
    memory.addRows(union, met);
    return union;
  };

  /** Adds the sources that egress rules let out to the destination, on ports that `admittedOn` lets in. */
  const addBound = (destination: number, admittedOn: (ports: PortsId) => Bits | undefined): void => {
    const met = meeting();
    if (met === undefined) return;
    const [subjects, known] = [spans(), new Map<PortsId, Bits | undefined>()];
    let last: PortsId = NONE;
    let admitted: Bits | undefined;
    // By their ports, most of them.
    for (const number of met.at(destination)) {
      const rule = met.rules[number];
      const span = subjects[number];
      const id = rule?.ports.fixed ?? rule?.ports.on(destination) ?? NONE;
      if (id === NONE || span === undefined) continue;
      if (id !== last) {
        last = id;
        admitted = known.has(id) ? known.get(id) : admittedOn(id);
        known.set(id, admitted);
      }
      if (admitted === undefined) continue;
      work.words += span.words?.length ?? span.members.length;
      if (span.words === undefined) addMembersAmong(out, span.members, admitted);
      else memory.addAmong(out, span.words, span.first, admitted);
    }
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
    setNodesOf(out, sharing, destination);
    if (byOverlaps()?.(destination, out) === true) return out;
    admit(destination);
    unions.clear();
    const any = isAnyUnbound ? admittedOn(ALL) : undefined;
    if (any !== undefined) memory.addAmong(out, unbound, 0, any);
    addBound(destination, admittedOn);
    return out;
  };
}
