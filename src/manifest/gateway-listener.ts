import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import { REQUEST_HOST } from './host-syntax.ts';
import { shown } from './path-text.ts';
import { field, integer, items, nonEmptyText, present, text } from './read.ts';
import type { AllowedNamespaces, GatewayListener } from './resource.ts';
import { GATEWAY_GROUP } from './route-refs.ts';
import { readSelector } from './selector.ts';

const LISTENERS = ['spec', 'listeners'];

const WITHOUT_HOSTNAME: readonly unknown[] = ['TCP', 'UDP'];
const WITHOUT_TLS: readonly unknown[] = ['HTTP', 'TCP', 'UDP'];

/**
 * The `namespaces` of what may attach; `usual` is meant where nothing is said. A `Selector` that is not there selects
 * nothing, as everywhere in Kubernetes.
 */
export function readAllowedNamespaces(
  value: unknown,
  usual: 'Same' | 'None',
  path: Path,
  complaints: Complaints,
): AllowedNamespaces {
  const namespaces = field(value, 'namespaces');
  const from = nonEmptyText(namespaces, 'from') ?? usual;
  if (from === 'Same' || from === 'All' || from === 'None') return { from };
  const selector = field(namespaces, 'selector');
  if (selector === undefined) return { from: 'None' };
  return { from: 'Selector', selector: readSelector(selector, [...path, 'namespaces', 'selector'], complaints) };
}

function readAllowedKinds(allowed: unknown, path: Path, complaints: Complaints): GatewayListener['allowedKinds'] {
  const kinds = items(allowed, 'kinds');
  if (kinds.length === 0) return undefined;
  return kinds.map((value, index) => {
    const kind = nonEmptyText(value, 'kind');
    if (kind === undefined) complaints.missing([...path, 'kinds', index, 'kind']);
    return { group: text(value, 'group') ?? GATEWAY_GROUP, kind: kind ?? '' };
  });
}

/** Which settings the protocol of a listener forbids and demands (semantics §1.19). */
function checkProtocol(protocol: string, value: unknown, path: Path, complaints: Complaints): void {
  const tls = field(value, 'tls');
  if (WITHOUT_HOSTNAME.includes(protocol) && field(value, 'hostname') !== undefined)
    complaints.invalid([...path, 'hostname'], `must not be set where the protocol is ${protocol}`);
  if (WITHOUT_TLS.includes(protocol) && tls !== undefined)
    complaints.invalid([...path, 'tls'], `must not be set where the protocol is ${protocol}`);
  if (protocol === 'TLS' && tls === undefined)
    complaints.missing([...path, 'tls'], ': with the protocol TLS it says where the encryption ends');
  const mode = nonEmptyText(tls, 'mode') ?? 'Terminate';
  if (protocol === 'HTTPS' && mode !== 'Terminate')
    complaints.invalid([...path, 'tls', 'mode'], `must be Terminate where the protocol is HTTPS, not ${shown(mode)}`);
}

function readListener(value: unknown, path: Path, complaints: Complaints): GatewayListener {
  const name = nonEmptyText(value, 'name');
  const port = integer(value, 'port');
  const protocol = nonEmptyText(value, 'protocol');
  const hostname = text(value, 'hostname');
  const allowed = field(value, 'allowedRoutes');
  const allowedPath = [...path, 'allowedRoutes'];
  if (name === undefined) complaints.missing([...path, 'name']);
  if (port === undefined) complaints.missing([...path, 'port']);
  if (protocol === undefined) complaints.missing([...path, 'protocol']);
  else checkProtocol(protocol, value, path, complaints);
  checkSyntax(hostname, REQUEST_HOST, path, 'hostname', complaints);
  return {
    name: name ?? '',
    port: port ?? 0,
    protocol: protocol ?? '',
    allowedNamespaces: readAllowedNamespaces(allowed, 'Same', allowedPath, complaints),
    path,
    ...present({ hostname, allowedKinds: readAllowedKinds(allowed, allowedPath, complaints) }),
  };
}

/** The listeners of a Gateway or a ListenerSet: their names tell them apart. */
export function readListeners(spec: unknown, complaints: Complaints): GatewayListener[] {
  const seen = new Set<string>();
  return items(spec, 'listeners').map((value, index) => {
    const path = [...LISTENERS, index];
    const listener = readListener(value, path, complaints);
    if (seen.has(listener.name))
      complaints.invalid([...path, 'name'], `repeats the name ${shown(listener.name)} of another listener`);
    seen.add(listener.name);
    return listener;
  });
}
