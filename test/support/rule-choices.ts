import { ALL_RULES } from '../../src/rule-names.ts';

/** Every rule but these is off, so that a test of something else does not depend on what rules there are. */
export const onlyRules = (...ids: readonly string[]): Map<string, 'off'> =>
  new Map(ALL_RULES.filter(({ id, incomplete }) => !incomplete && !ids.includes(id)).map(({ id }) => [id, 'off']));
