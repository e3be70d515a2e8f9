import type { Listener } from './listeners.ts';

/** Protocols that share a port by looking at hostnames; a plain TCP listener leaves them nothing to look at. */
const BY_HOST: readonly string[] = ['HTTP', 'HTTPS', 'TLS'];

/** Which listeners ask for the same part of a port (semantics §1.19). */
export interface ListenerClaims {
  add(listener: Listener): void;
  /** Another one that is there already and asks for the same. */
  rivalOf(listener: Listener): Listener | undefined;
}

export function listenerClaims(): ListenerClaims {
  const claims = new Map<string, Listener[]>();
  const put = (key: string, listener: Listener): void => {
    const known = claims.get(key);
    if (known === undefined) claims.set(key, [listener]);
    else known.push(listener);
  };
  const ownKey = ({ port, protocol, hostname = '' }: Listener): string => `${port} ${protocol} ${hostname}`;
  const hostKey = ({ port }: Listener): string => `${port} by host`;
  const streamKey = ({ port }: Listener): string => `${port} TCP `;
  return {
    add: (listener) => {
      // Port 0: the controller finds one that is free.
      if (listener.port === 0) return;
      put(ownKey(listener), listener);
      if (BY_HOST.includes(listener.protocol)) put(hostKey(listener), listener);
    },
    rivalOf: (listener) => {
      const { protocol } = listener;
      const other = protocol === 'TCP' ? hostKey : BY_HOST.includes(protocol) ? streamKey : undefined;
      const rivals = [ownKey, ...(other === undefined ? [] : [other])].flatMap(
        (key) => claims.get(key(listener))?.find((each) => each !== listener) ?? [],
      );
      return rivals[0];
    },
  };
}
