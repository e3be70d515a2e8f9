import type { Mention, SettingValue } from './container-resource.ts';
import type { Decoder } from './decoder.ts';
import { isReference } from './host-port.ts';
import { findInSetting } from './mentions.ts';
import { present, textMap } from './read.ts';

const NO_MENTIONS: readonly Mention[] = [];

function readValue(key: string, value: string): SettingValue {
  const path = ['data', key];
  const { mentions, port } = findInSetting(key, value);
  if (mentions.length === 0) return { mentions: NO_MENTIONS, path, ...present({ port }) };
  // Nobody puts anything in the place of `$(X)` here: Kubernetes does so only in what the pod itself writes.
  const literal = mentions.filter(({ host, port: number }) => !isReference(host) && typeof number !== 'string');
  return { mentions: literal.map((mention) => ({ ...mention, path })), path };
}

/** `data` alone: what `binaryData` holds is no text. Of each value only the hosts and the port that it names are kept. */
export const decodeConfigMap: Decoder = (object, base) => {
  const values = new Map<string, SettingValue>();
  for (const [key, value] of textMap(object, 'data')) values.set(key, readValue(key, value));
  return [{ type: 'config-map', values, ...base }];
};
