import { listEventBuses } from '../../aws/list-event-buses.ts';
import { problemText } from '../../contract/mask-error.ts';
import type { RulePage } from '../../contract/rule.ts';
import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { fewAtOnce } from './few-at-once.ts';
import { type RecentReads, recentReads } from './recent-reads.ts';
import { type RuleWithTargets, rulesOfBus } from './rules-of-bus.ts';

export interface AllRules {
  eventBusNames: string[];
  rules: RuleWithTargets[];
  unread: RulePage['unread'];
}

/** The rules of every bus, by bus and name. A bus that cannot be read is named with the reason. */
export async function readAllRules(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads = recentReads(context),
): Promise<AllRules> {
  const buses = await reads.get('buses', () => listEventBuses(context.aws));
  const names = buses.map(({ eventBusName }) => eventBusName).sort();
  const unread: AllRules['unread'] = [];
  const rules = await fewAtOnce(names, 2, async (eventBusName) => {
    try {
      return await rulesOfBus(context, eventBusName, reads);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unread.push({ eventBusName, problem: problemText(error) });
      return [];
    }
  });
  return { eventBusNames: names, rules: rules.flat(), unread };
}
