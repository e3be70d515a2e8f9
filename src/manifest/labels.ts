import { type Labels, NO_LABELS } from '../model/labels.ts';
import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import { KnownValues } from './known-values.ts';
import { shown } from './path-text.ts';
import { field, isMapping, textMap } from './read.ts';
import { LABEL_KEY, LABEL_VALUE } from './syntax.ts';

/** Rejects what is no label key; the location is the entry that names it. */
export function checkLabelKey(key: string, path: Path, step: string, complaints: Complaints): void {
  if (LABEL_KEY.test(key)) return;
  const message = `${shown(key)} is no label key: it must be ${LABEL_KEY.demand}`;
  complaints.add({ rule: 'NG004', path: [...path, step], place: 'key', message });
}

const known = new KnownValues<Labels>();

/** Keys that have passed: there are few of them, and many labels. */
const passed = new Set<string>();
const MOST_PASSED = 1000;

function isLabelKey(key: string): boolean {
  if (passed.has(key)) return true;
  if (!LABEL_KEY.test(key)) return false;
  if (passed.size < MOST_PASSED) passed.add(key);
  return true;
}

function checkLabels(labels: Labels, path: Path, key: string, complaints: Complaints): void {
  labels.forEach((entry, name) => {
    if (isLabelKey(name) && LABEL_VALUE.test(entry)) return;
    const place = [...path, key];
    checkLabelKey(name, place, name, complaints);
    checkSyntax(entry, LABEL_VALUE, place, name, complaints);
  });
}

/** The labels under `key` of what stands at `path`. The API server rejects an object with a malformed label. */
export function readLabels(value: unknown, key: string, path: Path, complaints: Complaints): Labels {
  const written = field(value, key);
  if (!isMapping(written)) return NO_LABELS;
  return known.decode(written, complaints, () => {
    const labels = textMap(value, key);
    checkLabels(labels, path, key, complaints);
    return labels;
  });
}
