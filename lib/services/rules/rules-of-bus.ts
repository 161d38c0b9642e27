import type { EventRule } from '../../aws/event-rule.ts';
import { listRules } from '../../aws/list-rules.ts';
import { listTargetsByRule } from '../../aws/list-targets-by-rule.ts';
import type { RuleTarget } from '../../aws/rule-target.ts';
import type { ServiceContext } from '../service-context.ts';
import { fewAtOnce } from './few-at-once.ts';
import { type RecentReads, recentReads } from './recent-reads.ts';

export interface RuleWithTargets extends EventRule {
  targets: RuleTarget[];
}

/** Of the 50 calls a second that a region allows, a page takes few at once. */
const CALLS_AT_ONCE = 6;

/** Every rule of a bus with its targets, by name. Throws `not-found` where there is no such bus, or why it is unreadable. */
export async function rulesOfBus(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  eventBusName: string,
  reads: RecentReads = recentReads(context),
): Promise<RuleWithTargets[]> {
  return reads.get(`rules ${eventBusName}`, async () => {
    const rules = await listRules(context.aws, eventBusName);
    const withTargets = await fewAtOnce(rules, CALLS_AT_ONCE, async (rule) => ({
      ...rule,
      targets: byId(await listTargetsByRule(context.aws, rule)),
    }));
    return withTargets.sort((a, b) => (a.ruleName < b.ruleName ? -1 : 1));
  });
}

/** AWS lists them in no order. */
function byId<Target extends { id: string }>(targets: readonly Target[]): Target[] {
  return targets.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
