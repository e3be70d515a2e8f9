import { PairTable } from '../model/pair-table.ts';
import { type Endpoint, type Face, isPolicedPod, isProxy } from './endpoint.ts';
import type { Seat } from './evaluate.ts';
import type { FaceReader } from './faces.ts';
import { placementReader } from './placement.ts';
import type { PolicyView } from './policy-view.ts';
import { type KindId, labelProjection, namespaceProjection, portProjection } from './projection.ts';

/** Seats that no policy can tell apart. Every answer for one holds for all. */
export interface SeatClass {
  /** Stands for all of them. */
  readonly seat: Seat;
  /** Equal for classes whose pods resolve every named port alike. */
  readonly portsKind: KindId;
}

export interface Classes {
  readonly classes: readonly SeatClass[];
  /** For each endpoint, the classes of its faces. */
  readonly ofEndpoint: readonly (readonly number[])[];
}

/** What faces look like to policies, as numbers. Most pods have the same one, without any address that matters. */
function faceKinds(faces: FaceReader): (face: Face) => KindId {
  const kinds = new Map<string, KindId>();
  const kindOf = (face: Face): KindId => {
    const key = `${faces.keyOf(face)}\0${face.family ?? ''}`;
    const kind = kinds.get(key) ?? kinds.size;
    kinds.set(key, kind);
    return kind;
  };
  const plain = kindOf({});
  return (face) =>
    face.address === undefined &&
    face.family === undefined &&
    face.nodeLabels === undefined &&
    face.hostLabels === undefined
      ? plain
      : kindOf(face);
}

/** So many sorts of endpoints have numbers of their own: pods, nodes, and addresses outside. */
const SORTS = 3;

/** Room for so many kinds is made at once; mostly there are fewer kinds than endpoints. */
const MOST_ROOM = 1 << 13;

/** Sorts every face of every endpoint into classes by all that policies look at. */
export function classify(endpoints: readonly Endpoint[], view: PolicyView, faces: FaceReader): Classes {
  const labelsKind = labelProjection(view.vocabulary);
  const namespaceKind = namespaceProjection(view);
  const portsKind = portProjection(view);
  const placementKind = placementReader(endpoints);
  const faceKind = faceKinds(faces);
  const room = Math.min(endpoints.length, MOST_ROOM);
  const named = new PairTable(room);
  const placed = new PairTable(room);
  const owns = new PairTable(room);
  const ids = new PairTable(room);
  const classes: SeatClass[] = [];

  const classOf = (endpoint: Endpoint, own: KindId, ports: KindId, face: Face): number => {
    const id = ids.intern(own, faceKind(face));
    if (id === classes.length) classes.push({ seat: { endpoint, face }, portsKind: ports });
    return id;
  };

  const ownKind = (endpoint: Endpoint, index: number, ports: KindId): KindId => {
    if (endpoint.type === 'external') return index * SORTS;
    const placement = placementKind(endpoint);
    if (!isPolicedPod(endpoint)) return placement * SORTS + 1;
    const labelled = named.intern(namespaceKind(endpoint.namespace), labelsKind(endpoint.labels));
    return owns.intern(placed.intern(labelled, placement), ports) * SORTS + 2;
  };
  const classesOf = (endpoint: Endpoint, index: number): number[] => {
    const ports = isPolicedPod(endpoint) ? portsKind(endpoint.ports) : 0;
    const own = ownKind(endpoint, index, ports);
    const { faces } = endpoint;
    const only = faces[0];
    if (faces.length === 1 && only !== undefined) return [classOf(endpoint, own, ports, only)];
    return faces.map((face) => classOf(endpoint, own, ports, face));
  };
  const ofEndpoint = endpoints.map((endpoint, index) =>
    isProxy(endpoint)
      ? endpoint.identities.flatMap((identity) => classesOf(identity, index))
      : classesOf(endpoint, index),
  );
  return { classes, ofEndpoint };
}
