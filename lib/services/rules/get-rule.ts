import type { RuleDetail, RuleRef } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { readAllRules } from './all-rules.ts';
import { loopOfRule, readRuleLoops } from './loop-of-rule.ts';
import { type RecentReads, recentReads } from './recent-reads.ts';
import { ruleSummaries } from './rule-summaries.ts';
import { type RuleWithTargets, rulesOfBus } from './rules-of-bus.ts';

const WITHIN_MS = 86_400_000;

/** One rule with its targets' settings and its loops. Throws `not-found`, or why it could not be read. */
export async function getRule(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  ref: RuleRef,
): Promise<RuleDetail> {
  const reads = recentReads(context);
  const rule = await mustFindRule(context, reads, ref);
  const { rules } = await readAllRules(context, reads);
  const loops = await readRuleLoops(context, reads, rules);
  const [summary] = await ruleSummaries(context, reads, [rule], { loops, withinMs: WITHIN_MS });
  if (summary === undefined) throw new Error('a rule without a summary');
  return {
    ...summary,
    targetSettings: rule.targets.map(({ parameters: _, ...target }) => target),
    loop: loopOfRule(rule, loops),
    readAt: new Date().toISOString(),
  };
}

/** The rule of this name on this bus. Throws `not-found`. */
export async function mustFindRule(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  { eventBusName, ruleName }: RuleRef,
): Promise<RuleWithTargets> {
  const rule = await findRule(context, reads, { eventBusName, ruleName });
  if (rule !== null) return rule;
  throw new AppError('not-found', `There is no rule ${ruleName} on bus ${eventBusName}.`, {
    field: 'ruleName',
    nextStep: 'Look at the list of rules: it may have been deleted.',
  });
}

/** The rule of this name on this bus, null where there is none. Throws `not-found` where the bus does not exist. */
export async function findRule(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  { eventBusName, ruleName }: RuleRef,
): Promise<RuleWithTargets | null> {
  const rules = await rulesOfBus(context, eventBusName, reads);
  return rules.find((rule) => rule.ruleName === ruleName) ?? null;
}
