import type { Finding } from '../findings/index.ts';
import { json } from './escape.ts';

/** A finding as machines read it; suppressed ones are among them, marked. */
export const findingJson = (finding: Finding): string => {
  const { rule, name, severity, message, object, location, related, fingerprint, suppression } = finding;
  return json({ rule, name, severity, message, object, location, related, fingerprint, suppression });
};
