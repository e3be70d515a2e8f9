import type { Rule } from '../define-rule.ts';
import { exceptWithoutEffect } from './except-without-effect.ts';
import { ipBlockForClusterAddress } from './ip-block-for-cluster-address.ts';
import { namedPortUndefined } from './named-port-undefined.ts';
import { namespaceSelectorSelectsNothing } from './namespace-selector-selects-nothing.ts';
import { peerOrForAnd } from './peer-or-for-and.ts';
import { peerSelectsNothing } from './peer-selects-nothing.ts';
import { policyRedundant } from './policy-redundant.ts';
import { policySelectsNothing } from './policy-selects-nothing.ts';
import { ruleNeverMatches } from './rule-never-matches.ts';
import { ruleRedundant } from './rule-redundant.ts';
import { rulesWithoutPolicyType } from './rules-without-policy-type.ts';
import { samePriorityOverlap } from './same-priority-overlap.ts';
import { selectorContradiction } from './selector-contradiction.ts';
import { selectorOnRuntimeLabel } from './selector-on-runtime-label.ts';

/** NG3xx: policies that do not do what they seem to. */
export const HYGIENE_RULES: readonly Rule[] = [
  policySelectsNothing,
  peerSelectsNothing,
  namespaceSelectorSelectsNothing,
  selectorContradiction,
  rulesWithoutPolicyType,
  peerOrForAnd,
  namedPortUndefined,
  ruleRedundant,
  policyRedundant,
  ruleNeverMatches,
  samePriorityOverlap,
  exceptWithoutEffect,
  ipBlockForClusterAddress,
  selectorOnRuntimeLabel,
];
