import type { Asked, DirectionVerdict, Endpoint, NearMiss } from '../reach/index.ts';
import { visible } from './escape.ts';
import { policyText, ruleText } from './policy-text.ts';
import { placeInFile } from './problem-text.ts';

type Policies = DirectionVerdict['selectedBy'];

const MOST = 6;

function policyList(policies: Policies): string[] {
  const shown = policies.slice(0, MOST).map((policy) => `  ${policyText(policy)}`);
  return policies.length <= MOST ? shown : [...shown, `  and ${policies.length - MOST} more`];
}

function whyNotPoliced(endpoint: Endpoint): string {
  if (endpoint.type === 'external') return 'it is outside the cluster';
  return endpoint.type === 'node' ? 'it is a node' : 'it is on the host network';
}

/** What decided: the rule, the isolation, or that nothing limits it. */
function reasonLines({ direction, reason, selectedBy }: DirectionVerdict, own: Asked, other: Asked): string[] {
  switch (reason.type) {
    case 'same-pod':
      return ['A pod always reaches itself.'];
    case 'own-node':
      return ['A node always reaches the pods that run on it, and this may be its node.'];
    case 'not-policed':
      return [`No policy can select it: ${whyNotPoliced(own.endpoint)}.`];
    case 'rule':
      return [`${reason.rule.action === 'deny' ? 'Denied' : 'Allowed'} by ${ruleText(reason)}.`];
    case 'isolated': {
      const admits = direction === 'ingress' ? `lets ${other.text} in` : `lets it out to ${other.text}`;
      return [`Isolated, and no rule of these policies ${visible(admits)}:`, ...policyList(reason.policies)];
    }
    case 'default':
      return selectedBy.length === 0
        ? [`No policy selects it for ${direction}.`]
        : ['No rule of these policies decides, so Kubernetes allows it:', ...policyList(selectedBy)];
  }
}

/** Policies that select the endpoint and are not named as the reason already. */
function bystanders({ reason, selectedBy, passes }: DirectionVerdict): Policies {
  if (reason.type === 'default') return [];
  const deciding = reason.type === 'rule' ? [reason.policy] : reason.type === 'isolated' ? reason.policies : [];
  const named = new Set([...deciding, ...passes.map(({ policy }) => policy)]);
  return selectedBy.filter((policy) => !named.has(policy));
}

/** One direction as a person would explain it: the reason, who else has a say, and for a denial what came nearest. */
export function directionLines(
  verdict: DirectionVerdict,
  own: Asked,
  other: Asked,
  nearest: readonly NearMiss[],
): string[] {
  const others = bystanders(verdict);
  return [
    ...verdict.passes.map((pass) => `Passed on by ${ruleText(pass)}.`),
    ...reasonLines(verdict, own, other),
    ...(others.length === 0 ? [] : ['Also selected by:', ...policyList(others)]),
    ...nearest
      .filter(({ direction }) => direction === verdict.direction)
      .map(({ message, location }) => `Nearest: ${visible(message)} (${placeInFile(location)})`),
  ];
}
