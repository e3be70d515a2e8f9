import { isNodeTraffic, isPolicedPod, isProxy, type Endpoint } from './endpoint.ts';
import type { Seat } from './evaluate.ts';
import type { FaceReader } from './faces.ts';
import type { PolicyView } from './policy-view.ts';
import { labelProjection, namespaceProjection, portProjection } from './projection.ts';

/** Seats that no policy can tell apart. Every answer for one holds for all. */
export interface SeatClass {
  /** Stands for all of them. */
  readonly seat: Seat;
  /** Equal for classes whose pods resolve every named port alike. */
  readonly portsKey: string;
}

export interface Classes {
  readonly classes: readonly SeatClass[];
  /** For each endpoint, the classes of its faces. */
  readonly ofEndpoint: readonly (readonly number[])[];
}

/** Placement matters only against nodes and host-network pods whose nodes are known. */
function placementReader(endpoints: readonly Endpoint[]): (endpoint: Endpoint) => string {
  const namesOf = (endpoint: Endpoint): ReadonlySet<string> | undefined =>
    endpoint.type === 'external' || isProxy(endpoint) ? undefined : endpoint.nodeNames;
  const keyOf = (names: ReadonlySet<string>): string => [...names].sort().join();
  const places = new Map<string, ReadonlySet<string>>();
  for (const endpoint of endpoints) {
    const names = namesOf(endpoint);
    if (isNodeTraffic(endpoint) && names !== undefined) places.set(keyOf(names), names);
  }
  const sets = [...places.values()];
  return (endpoint) => {
    if (endpoint.type === 'external' || sets.length === 0) return '';
    const nodeNames = namesOf(endpoint);
    if (nodeNames === undefined) return '?';
    if (isNodeTraffic(endpoint)) return keyOf(nodeNames);
    return sets.flatMap((set, id) => ([...nodeNames].some((name) => set.has(name)) ? [id] : [])).join();
  };
}

/** Sorts every face of every endpoint into classes by all that policies look at. */
export function classify(endpoints: readonly Endpoint[], view: PolicyView, faces: FaceReader): Classes {
  const labelsKey = labelProjection(view.podSelectors);
  const namespaceKey = namespaceProjection(view);
  const portsKey = portProjection(view);
  const placementKey = placementReader(endpoints);
  const ids = new Map<string, number>();
  const classes: SeatClass[] = [];

  const classOf = (endpoint: Endpoint, own: string, ports: string, face: Seat['face']): number => {
    const key = `${own}\0${faces.keyOf(face)}\0${face.family ?? ''}`;
    let id = ids.get(key);
    if (id === undefined) {
      id = classes.length;
      ids.set(key, id);
      classes.push({ seat: { endpoint, face }, portsKey: ports });
    }
    return id;
  };

  const classesOf = (endpoint: Endpoint): number[] => {
    if (endpoint.type === 'external') return endpoint.faces.map((face) => classOf(endpoint, endpoint.id, '', face));
    const placement = placementKey(endpoint);
    if (!isPolicedPod(endpoint)) return endpoint.faces.map((face) => classOf(endpoint, `node\0${placement}`, '', face));
    const ports = portsKey(endpoint.ports);
    const own = `pod\0${namespaceKey(endpoint.namespace)}\0${labelsKey(endpoint.labels)}\0${ports}\0${placement}`;
    return endpoint.faces.map((face) => classOf(endpoint, own, ports, face));
  };
  const ofEndpoint = endpoints.map((endpoint) =>
    isProxy(endpoint) ? endpoint.identities.flatMap(classesOf) : classesOf(endpoint),
  );
  return { classes, ofEndpoint };
}
