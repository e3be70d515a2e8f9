import type { Place, RelatedTo } from '../model/location.ts';
import type { Workload } from '../cluster/index.ts';

/** Ports that containers claim against one another, or that a probe asks for in vain (semantics §1.17). */
export interface PortConflict {
  readonly type:
    /** Two containers of one pod on the same protocol and port. */
    | 'container-port'
    /** Two containers of one pod call different ports by the same name: Services and probes see the first. */
    | 'port-name'
    /** Two workloads that may share a node claim the same port of it. */
    | 'host-port'
    /** Several replicas of one workload claim the same port of their nodes, so that no two fit on one. */
    | 'host-port-replicas'
    /** A probe asks a named port that no container declares. */
    | 'probe-port';
  /** A whole sentence without a full stop, for people. */
  readonly message: string;
  readonly workload: Workload;
  /** The port that it is about, `TCP 8080` or a name: tells conflicts of one workload apart. */
  readonly subject: string;
  readonly place: Place;
  readonly related: readonly RelatedTo[];
}
