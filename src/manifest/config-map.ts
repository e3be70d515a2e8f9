import { once } from '../model/remember.ts';
import type { Mention, SettingValue } from './container-resource.ts';
import type { Decoder } from './decoder.ts';
import { isReference } from './host-port.ts';
import { findInSetting } from './mentions.ts';
import { type Whole, wholeOf } from './metadata.ts';
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

function readValues(data: ReadonlyMap<string, string>): ReadonlyMap<string, SettingValue> {
  const values = new Map<string, SettingValue>();
  for (const [key, value] of data) values.set(key, readValue(key, value));
  return values;
}

const later = (whole: Whole) => once(() => readValues(textMap(whole(), 'data')));

/**
 * `data` alone: what `binaryData` holds is no text. Of each value only the hosts and the port that it names are told; it is
 * looked through when somebody asks, and then let go.
 */
export const decodeConfigMap: Decoder = (object, base) => {
  const values = later(wholeOf(object, base.origin));
  return [
    {
      type: 'config-map',
      get values() {
        return values();
      },
      ...base,
    },
  ];
};
