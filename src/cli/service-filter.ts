import type { ServiceView } from '../services/index.ts';
import { globMatcher } from '../model/glob.ts';

const KIND = '[Service]';

/** Which Services a text means: `web`, `shop/web`, `shop/*`, `shop/web[Service]`. A name without a slash is of any namespace. */
export function serviceFilter(text: string): (service: ServiceView) => boolean {
  const name = text.endsWith(KIND) ? text.slice(0, -KIND.length) : text;
  const isMeant = globMatcher(name);
  return ({ id, resource }) => isMeant(name.includes('/') ? id : resource.ref.name);
}
