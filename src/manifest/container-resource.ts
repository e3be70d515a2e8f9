import type { ContainerPort } from '../model/container-port.ts';
import type { Path } from '../model/location.ts';
import type { ResourceBase } from './resource-base.ts';

export interface DeclaredPort extends ContainerPort {
  readonly hostPort?: number;
  /** Absent: every address of the node. */
  readonly hostIP?: string;
}

/** A probe of a port, which stands in the container at `[key, handler, 'port']`. */
export interface Probe {
  readonly type: 'liveness' | 'readiness' | 'startup';
  readonly key: `${Probe['type']}Probe`;
  readonly handler: 'httpGet' | 'tcpSocket' | 'grpc';
  readonly port: number | string;
}

export interface Container {
  readonly name: string;
  /** `init` ends before the pod is ready, so it neither listens nor clashes; a sidecar is a restartable init container. */
  readonly role: 'main' | 'sidecar' | 'init';
  /** Where it stands in the object. Its ports stand at `[...path, 'ports', index]`. */
  readonly path: Path;
  readonly ports: readonly DeclaredPort[];
  readonly settings: ContainerSettings;
}

/** What a container is told, and what asks it. Read when somebody asks. */
export interface ContainerSettings {
  /** Network probes: of `httpGet`, `tcpSocket` and `grpc`. */
  readonly probes: readonly Probe[];
  /** In the order of precedence: later entries of one name win (semantics §1.16): first `envFrom`, then `env`. */
  readonly environment: readonly EnvironmentEntry[];
  /** What `command` and `args` name. */
  readonly arguments: readonly Mention[];
  /** ConfigMaps whose keys it sees as files. */
  readonly mounts: readonly ConfigMount[];
}

/**
 * A host that a setting names, and nothing else of the setting: user names, passwords, paths and queries are dropped where
 * the value is read, and nothing else of it is ever told.
 */
export interface Mention {
  /** Lower case; may hold references such as `$(DB_HOST)` that only the joined environment resolves. */
  readonly host: string;
  /** A text is a reference such as `$(DB_PORT)`. */
  readonly port?: number | string;
  /** Lower case, e.g. `http`, `postgresql`. */
  readonly scheme?: string;
  /**
   * The setting leaves no doubt that it means a host: a URL, a name inside the cluster's zone, or a setting whose own name
   * says so. Otherwise it counts only if there is such a Service.
   */
  readonly isExplicit: boolean;
  /** The value in the object. */
  readonly path: Path;
  /** The piece of the value as written, by which its line is found inside a longer text. */
  readonly text: string;
}

/** What is kept of one value: the hosts it names, or the port number that it is. */
export interface SettingValue {
  readonly mentions: readonly Mention[];
  /** The whole value is a number between 1 and 65535 and the name says that it is a port. */
  readonly port?: number;
  readonly path: Path;
}

export type EnvironmentEntry =
  | ({ readonly type: 'value'; readonly name: string } & SettingValue)
  /** `valueFrom.configMapKeyRef`. */
  | {
      readonly type: 'config-key';
      readonly name: string;
      readonly configMap: string;
      readonly key: string;
      readonly path: Path;
    }
  /** `envFrom.configMapRef`: every key, with the prefix before it. */
  | { readonly type: 'config-map'; readonly prefix: string; readonly configMap: string; readonly path: Path }
  /** From a Secret or from the pod's own fields: the name is taken, the value is not known. */
  | { readonly type: 'unknown'; readonly name: string };

export interface ConfigMount {
  readonly configMap: string;
  /** Absent: every key. */
  readonly keys?: readonly string[];
  readonly path: Path;
}

/** A ConfigMap: for each key only the hosts and ports that its value names. */
export interface ConfigMapResource extends ResourceBase {
  readonly type: 'config-map';
  readonly values: ReadonlyMap<string, SettingValue>;
}
