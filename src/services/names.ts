import type { Location } from '../model/location.ts';
import type { Endpoint } from '../reach/index.ts';
import type { ServicePortView, ServiceView } from './service-view.ts';

/** What a name inside the cluster stands for. */
export type NameTarget =
  /** `port` is set where an SRV name asks for one: `_http._tcp.web.shop.svc.cluster.local`. */
  | { readonly type: 'service'; readonly service: ServiceView; readonly port?: ServicePortView }
  /** A pod by a name below its headless Service: `db-0.db.shop.svc.cluster.local`. */
  | { readonly type: 'pod'; readonly service: ServiceView; readonly endpoint: Endpoint; readonly podName: string }
  /** A pod by its address: `10-0-0-7.shop.pod.cluster.local`. Without endpoint: an address that no pod of the input has. */
  | { readonly type: 'address'; readonly address: bigint; readonly endpoint?: Endpoint };

/** One DNS record that answered. */
export interface DnsRecord {
  readonly name: string;
  readonly type: 'A/AAAA' | 'CNAME' | 'SRV';
  /** What it leads to, for people: `the Service's address`, `each ready pod`, `db.example.com`. */
  readonly value: string;
  /** The object that the record comes from. */
  readonly location?: Location;
}

/** What became of a name that a client asked for. */
export interface Resolution {
  /** As asked: lower case, port and scheme taken off. */
  readonly name: string;
  /** The names that were tried, in order; the last one answered where `target` is set. */
  readonly tried: readonly string[];
  /** The records followed, CNAMEs first. */
  readonly records: readonly DnsRecord[];
  /** Absent: nothing inside the cluster has the name. */
  readonly target?: NameTarget;
  /** A name that is looked up outside the cluster; set where an ExternalName leads out, or the name is no cluster name. */
  readonly outside?: string;
  /** Why nothing inside the cluster has it, and what nearly has: for people. */
  readonly problem?: string;
  /** What stands in the way, where an object of the input does. */
  readonly problemLocation?: Location;
}
