import { dump } from 'js-yaml';

/** Plain data as YAML. */
export const printYaml = (value: unknown): string => dump(value, { lineWidth: 120, noRefs: true });
