import { groupBy } from '../model/group-by.ts';
import { boundsUpTo } from '../model/intervals.ts';
import { cidrsOf, familyOf, type IpBlock, type IpSet, IPV4_SPACE, IPV6_SPACE } from '../model/ip-set.ts';
import { once, remember } from '../model/remember.ts';
import type { ExternalEndpoint } from './endpoint.ts';

/** The address spaces as policies see them. */
export interface AddressView {
  readonly endpoints: readonly ExternalEndpoint[];
  /** The blocks that hold an address, as ascending indexes into the list of blocks. */
  blocksAt(address: bigint): readonly number[];
  /** The blocks that hold all of a range, likewise. */
  blocksAround(range: IpSet): readonly number[];
  endpointAt(address: bigint): ExternalEndpoint | undefined;
}

/** Where pieces of the address line begin: every bound of every block, and the bounds of the two spaces. */
function pieceStarts(blocks: readonly IpBlock[]): bigint[] {
  const bounds = [...IPV4_SPACE, ...IPV6_SPACE];
  for (const { set } of blocks) for (const bound of set) bounds.push(bound);
  // No Set: its hash sees the lower half of a bigint alone, which is zero for most IPv6 prefixes.
  bounds.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return bounds.filter((bound, place) => bound !== bounds[place - 1]);
}

/** The piece that holds an address. */
const pieceAt = (starts: readonly bigint[], address: bigint): number => boundsUpTo(starts, address) - 1;

/** For each piece, the blocks that hold it. */
function blocksOfPieces(starts: readonly bigint[], blocks: readonly IpBlock[]): number[][] {
  const held: number[][] = starts.map(() => []);
  for (const [id, { set }] of blocks.entries())
    for (let i = 0; i + 1 < set.length; i += 2) {
      const end = set[i + 1] as bigint;
      for (let piece = pieceAt(starts, set[i] as bigint); (starts[piece] ?? end) < end; piece += 1)
        held[piece]?.push(id);
    }
  return held;
}

/** Appends a piece to an ascending set; one that begins where the last ended continues it. */
function append(set: bigint[], start: bigint, end: bigint): bigint[] {
  if (set.at(-1) === start) set.pop();
  else set.push(start);
  set.push(end);
  return set;
}

function endpointOf(pieces: readonly number[], starts: readonly bigint[], index: number): ExternalEndpoint {
  const set = pieces.reduce<bigint[]>(
    (joined, piece) => append(joined, starts[piece] as bigint, starts[piece + 1] as bigint),
    [],
  );
  const address = set[0] as bigint;
  // Worked out for whoever prints them.
  const cidrs = once(() => cidrsOf(set));
  return {
    type: 'external',
    id: `external/${index}`,
    addresses: [],
    set,
    get cidrs() {
      return cidrs();
    },
    faces: [{ address, family: familyOf(address) }],
  };
}

/**
 * The IPv4 and IPv6 spaces cut along every block that a policy names; pieces that all policies treat alike are one
 * endpoint again. So without any block there is one endpoint for IPv4 and one for IPv6.
 */
export function addressView(blocks: readonly IpBlock[]): AddressView {
  const starts = pieceStarts(blocks);
  const held = blocksOfPieces(starts, blocks);
  const isGap = (piece: number): boolean => starts[piece] === IPV4_SPACE[1] || piece === starts.length - 1;
  const pieces = [...starts.keys()].filter((piece) => !isGap(piece));
  const groups = groupBy(pieces, (piece) => `${familyOf(starts[piece] as bigint)} ${held[piece]?.join() ?? ''}`);
  const endpoints = [...groups.values()].map((members, index) => endpointOf(members, starts, index));
  const byPiece = new Map(
    [...groups.values()].flatMap((members, index) => members.map((piece) => [piece, endpoints[index]])),
  );
  // The same few ranges are asked for every endpoint.
  const blocksAround = remember((range: IpSet): readonly number[] => {
    const first = pieceAt(starts, range[0] ?? 0n);
    const last = pieceAt(starts, (range.at(-1) ?? 1n) - 1n);
    const others = held.slice(first + 1, last + 1);
    return (held[first] ?? []).filter((block) => others.every((piece) => piece.includes(block)));
  });
  return {
    endpoints,
    blocksAround,
    blocksAt: (address) => held[pieceAt(starts, address)] ?? [],
    endpointAt: (address) => byPiece.get(pieceAt(starts, address)),
  };
}
