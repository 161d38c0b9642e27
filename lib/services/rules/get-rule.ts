import type { RuleDetail, RuleRef } from '../../contract/rule.ts';
import type { ServiceContext } from '../service-context.ts';
import { readAllRules } from './all-rules.ts';
import { mustFindRule } from './find-rule.ts';
import { loopOfRule, readRuleLoops } from './loop-of-rule.ts';
import { recentReads } from './recent-reads.ts';
import { ruleSummaries } from './rule-summaries.ts';

const WITHIN_MS = 86_400_000;

/** One rule with its targets' settings and its loops. Throws `not-found`, or why it could not be read. */
export async function getRule(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  ref: RuleRef,
): Promise<RuleDetail> {
  const reads = recentReads(context);
  const rule = await mustFindRule(context, reads, ref);
  const { rules } = await readAllRules(context, reads, ref.eventBusName);
  const loops = await readRuleLoops(context, reads, rules);
  const [summary] = await ruleSummaries(context, reads, [rule], { all: rules, loops, withinMs: WITHIN_MS });
  if (summary === undefined) throw new Error('a rule without a summary');
  return {
    ...summary,
    targetSettings: rule.targets.map(({ parameters: _, ...target }) => target),
    loop: loopOfRule(rule, loops),
    readAt: new Date().toISOString(),
  };
}
