import { ipBlock, type IpBlock } from '../../src/model/ip-set.ts';
import type { RuleSettings } from '../../src/rules/index.ts';

const BLOCKS = /^# with (podBlocks|serviceBlocks): (.+)$/gm;

/** Settings that a fixture asks for in comments of its own: `# with podBlocks: 10.244.0.0/16`. */
export function settingsOf(text: string): Partial<RuleSettings> {
  const found: { podBlocks?: IpBlock[]; serviceBlocks?: IpBlock[] } = {};
  for (const [, name, list = ''] of text.matchAll(BLOCKS)) {
    const blocks = list.split(/[, ]+/).flatMap((cidr) => ipBlock(cidr) ?? []);
    if (name === 'podBlocks') found.podBlocks = blocks;
    else found.serviceBlocks = blocks;
  }
  return found;
}
