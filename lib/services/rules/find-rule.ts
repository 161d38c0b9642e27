import type { RuleRef } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { freshReads, type RecentReads } from './recent-reads.ts';
import { type RuleWithTargets, rulesOfBus } from './rules-of-bus.ts';

/** The rule of this name on this bus; one that the reads do not know yet is looked for once more. Throws `not-found`. */
export async function mustFindRule(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads,
  { eventBusName, ruleName }: RuleRef,
): Promise<RuleWithTargets> {
  const ref = { eventBusName, ruleName };
  const rule = (await findRule(context, reads, ref)) ?? (await findRule(context, freshReads(), ref));
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
