import type { Found } from '../../src/manifest/mention-list.ts';
import { findInArguments, findInSetting } from '../../src/manifest/mentions.ts';

/** `db:5432 postgresql`, with `?` behind what counts only if there is such a Service. */
const told = ({ host, port, scheme, isExplicit }: Found): string =>
  `${host}${port === undefined ? '' : `:${port}`}${scheme === undefined ? '' : ` ${scheme}`}${isExplicit ? '' : ' ?'}`;

export const inSetting = (name: string, value: string): string =>
  findInSetting(name, value).mentions.map(told).join(', ');
export const inArguments = (...written: string[]): string =>
  findInArguments(written)
    .map(({ found, index }) => `${index} ${told(found)}`)
    .join(', ');
