import { cidrsOf, type IpBlock } from '../../model/ip-set.ts';
import type { Path } from '../../model/location.ts';
import type { Direction, Peer, Policy, Rule } from '../../policy/index.ts';
import { defineRule } from '../define-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { type CoverQuestion, coverReader } from './coverage.ts';
import { type PlacedRule, subjectClasses } from './subject-classes.ts';
import { pointAtRules, ruleText, someOf } from './rule-text.ts';
import { seats, touches } from './seats.ts';
import { DIRECTIONS, peersKey, policyName } from './written-scopes.ts';

interface Excepting extends PlacedRule {
  readonly block: IpBlock;
  readonly path: Path;
  /** The same rule without the peer that excepts. */
  readonly rest: Rule;
}

const isExcepting = (peer: Peer): peer is Peer & { readonly type: 'addresses' } =>
  peer.type === 'addresses' && peer.block.excepts.length > 0;

/** Most policies except nothing. */
const hasExceptions = (policy: Policy, direction: Direction): boolean =>
  policy[direction]?.rules.some(({ peers }) => peers !== 'anyone' && peers.some(isExcepting)) ?? false;

/** Peers are compiled one by one, so their order is that of the manifest. */
function* exceptingPeers(policy: Policy, direction: Direction): Generator<Excepting> {
  for (const rule of policy[direction]?.rules ?? [])
    for (const [place, peer] of rule.peers === 'anyone' ? [] : rule.peers.entries()) {
      if (!isExcepting(peer)) continue;
      const path = [...rule.path, peersKey(direction), place, 'ipBlock', 'except'];
      const others = rule.peers === 'anyone' ? [] : rule.peers.filter((other) => other !== peer);
      yield { policy, rule, block: peer.block, path, rest: { ...rule, peers: others } };
    }
}

interface LostException {
  readonly policy: Policy;
  readonly direction: Direction;
  readonly rule: Rule;
  readonly cidr: string;
  readonly path: Path;
  readonly by: readonly PlacedRule[];
}

function* lostExceptions(context: RuleContext): Generator<LostException> {
  const found = seats(context);
  const { leaves } = coverReader(context);
  for (const tier of context.tiers)
    for (const direction of DIRECTIONS) {
      if (!tier.policies.some((policy) => hasExceptions(policy, direction))) continue;
      for (const [policy, subjects] of subjectClasses(context)[direction](tier))
        for (const { rule, block, path, rest } of exceptingPeers(policy, direction))
          for (const [index, set] of block.excepts.entries()) {
            const meant = found.all.filter((seat) => touches(seat, set));
            const peer: Peer = { type: 'addresses', block: { ...block, set, wholeFamily: false } };
            const used = new Map<Rule, PlacedRule>();
            const isGivenBack = subjects.every((subject) => {
              const others = subject.policies.flatMap((other) =>
                (other[direction]?.rules ?? []).map((one) => ({ policy: other, rule: one === rule ? rest : one })),
              );
              const question: CoverQuestion = { direction, policy, rule, subject, others, counts: () => true, used };
              return meant.every((seat) => !leaves(question, peer, seat));
            });
            if (!isGivenBack || subjects.length === 0 || meant.length === 0) continue;
            yield {
              policy,
              direction,
              rule,
              cidr: cidrsOf(set).join(),
              path: [...path, index],
              by: [...used.values()],
            };
          }
    }
}

export const exceptWithoutEffect = defineRule({
  id: 'NG312',
  name: 'except-without-effect',
  severity: 'warning',
  summary: 'What an except takes out of a block, another rule for the same pods gives back.',
  messages: {
    lost: 'except {cidr} in {policy} has no effect: these addresses are allowed by {by}',
  },
  *check(context) {
    for (const { policy, direction, cidr, path, by } of lostExceptions(context))
      yield {
        message: 'lost',
        data: {
          cidr,
          policy: policyName(policy.ref),
          by: someOf(by.map((other) => ruleText(direction, other))),
        },
        object: policy.ref,
        at: { origin: policy.origin, path },
        related: pointAtRules(direction, by),
        key: `${direction} ${cidr}`,
      };
  },
});
