import { locationText, type Path } from '../model/location.ts';
import { objectId } from '../model/object-ref.ts';
import type { DecidingRule } from '../reach/index.ts';
import { visible } from './escape.ts';

/** The step of a route of keys that a rule stands at: `spec.ingress[0]`. */
export const pathText = (path: Path): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');

/** A policy and where it stands: `shop/allow-web[NetworkPolicy] (policies.yaml:12:1)`. */
export const policyText = ({ ref, origin }: DecidingRule['policy']): string =>
  visible(`${objectId(ref)} (${locationText(origin.locate([]))})`);

/** A rule and where it stands: `rule spec.ingress[0] of shop/allow-web[NetworkPolicy] (policies.yaml:20:5)`. */
export function ruleText({ policy, rule }: Pick<DecidingRule, 'policy' | 'rule'>): string {
  const name = rule.name === undefined ? '' : ` "${rule.name}",`;
  const place = locationText(policy.origin.locate(rule.path));
  return visible(`rule${name} ${pathText(rule.path)} of ${objectId(policy.ref)} (${place})`);
}
