import { NetgraphError } from '../model/error.ts';

const DOMAIN = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

/** `--cluster-domain`: the zone in which the DNS of the cluster has its names. */
export function parseClusterDomain(text: string): string {
  const domain = text.toLowerCase().replace(/^\.|\.$/g, '');
  if (DOMAIN.test(domain)) return domain;
  throw new NetgraphError(`--cluster-domain ${text}: no domain name`, 'such as cluster.local, which is the default');
}
