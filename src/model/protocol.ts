/** The transport protocols that Kubernetes policies and Services can name, in the order in which they are printed. */
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

export type Protocol = (typeof PROTOCOLS)[number];

export const isProtocol = (value: unknown): value is Protocol => PROTOCOLS.some((protocol) => protocol === value);

/** A port is 1 to 65535; 0 never names a port in a manifest. */
export const MAX_PORT = 65_535;
