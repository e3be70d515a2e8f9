import { objectId } from '../model/object-ref.ts';
import { portsByProtocol } from '../model/port-set.ts';
import type { Assumption, DecidingRule, DirectionVerdict, PortExplanation } from '../reach/index.ts';
import { json } from './escape.ts';
import { jsonItems } from './json-items.ts';
import { SCHEMA_VERSION } from './list-json.ts';
import { pathText } from './policy-text.ts';
import { type NamedAnswer, type QueryBreak, viaData } from './via.ts';

const policyData = ({ ref, origin }: DecidingRule['policy']): unknown => ({
  policy: objectId(ref),
  location: origin.locate([]),
});

const ruleData = ({ tier, policy, rule }: DecidingRule): object => ({
  tier: tier.name,
  policy: objectId(policy.ref),
  rule: pathText(rule.path),
  name: rule.name,
  action: rule.action,
  location: policy.origin.locate(rule.path),
});

function reasonData({ reason }: DirectionVerdict): unknown {
  if (reason.type === 'rule') return { type: reason.type, ...ruleData(reason) };
  if (reason.type === 'isolated')
    return { type: reason.type, tier: reason.tier.name, policies: reason.policies.map(policyData) };
  return { type: reason.type };
}

const directionData = (verdict: DirectionVerdict): unknown => ({
  allowed: verdict.allowed,
  reason: reasonData(verdict),
  selectedBy: verdict.selectedBy.map(policyData),
  passes: verdict.passes.map(ruleData),
});

/** One verdict with its reasons as data. */
export const explanationData = ({ ports, verdict, nearest }: PortExplanation): unknown => ({
  ports: portsByProtocol(ports),
  allowed: verdict.allowed,
  egress: directionData(verdict.egress),
  ingress: directionData(verdict.ingress),
  nearest: nearest.map(({ direction, policy, message, location }) => ({
    direction,
    policy: objectId(policy.ref),
    message,
    location,
  })),
});

const answerData = ({ from, to, via, port, allowed, ports, explanations }: NamedAnswer): unknown => ({
  from: { id: from.endpoint.id, text: from.text },
  to: { id: to.endpoint.id, text: to.text },
  via: via === undefined ? undefined : viaData(via),
  port,
  allowed,
  ports: portsByProtocol(ports),
  explanations: explanations.map(explanationData),
});

/**
 * The answers as data, each with its explanations; `allowed` is true when any of them allows anything. `breaks` says why a
 * name leads to nothing that could be asked.
 */
export function* queryJson(
  answers: readonly NamedAnswer[],
  assumptions: readonly Assumption[],
  breaks: readonly QueryBreak[] = [],
): Generator<string> {
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "allowed": ${answers.some(({ allowed }) => allowed)},\n  "answers": [`;
  yield* jsonItems(answers.map((answer) => json(answerData(answer))));
  if (breaks.length > 0) {
    yield '],\n  "breaks": [';
    yield* jsonItems(breaks.map(({ from, to, message, location }) => json({ from, to, message, location })));
  }
  yield '],\n  "assumptions": [';
  yield* jsonItems(assumptions.map(({ id, message, setting, affected }) => json({ id, message, setting, affected })));
  yield ']\n}\n';
}
