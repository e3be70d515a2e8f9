import type { Location } from '../model/location.ts';
import type { Protocol } from '../model/protocol.ts';
import type { Endpoint, WorkloadEndpoint } from '../reach/index.ts';
import type { Resolution } from './names.ts';

export type WantedStatus =
  /** Open on every pod that the name leads to. */
  | 'allowed'
  /** Open on some of them. */
  | 'partly-blocked'
  /** Policies, or the lack of a pod behind the name, close it. */
  | 'blocked'
  /** Nothing in the cluster has the name. */
  | 'no-such-name'
  /** The Service is there and has no such port. */
  | 'no-such-port'
  /** It leads out of the cluster, and policies let at least some addresses outside be reached on the port. */
  | 'outside'
  /** It leads out of the cluster, and policies let no address outside be reached on the port. */
  | 'outside-blocked';

/** A connection that the configuration of a workload asks for. */
export interface WantedConnection {
  readonly from: WorkloadEndpoint;
  /** The host as the workload would look it up, every reference resolved. */
  readonly host: string;
  /** As written, by the scheme, or by the Service where it has one port only. Absent: not known, and then any. */
  readonly port?: number;
  readonly protocol: Protocol;
  readonly scheme?: string;
  /** `env DB_HOST`, `envFrom shop/settings DB_HOST`, `args`, `file app.yaml of shop/settings`: where it is said. */
  readonly source: string;
  /** Where the host stands, to the character where the value is found in the text. */
  readonly location: Location;
  readonly resolution: Resolution;
  readonly status: WantedStatus;
  /** Pods that are open and closed to it, with the number that they listen on. */
  readonly open: readonly { readonly endpoint: Endpoint; readonly port?: number }[];
  readonly closed: readonly { readonly endpoint: Endpoint; readonly port?: number }[];
  /** For people: why it does not work. Absent where it does. */
  readonly problem?: string;
}
