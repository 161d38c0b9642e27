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

/**
 * The rules of every bus, by bus and name. A bus that cannot be read is named with the reason; where not even the buses
 * may be listed, `eventBusName` alone is read, if it is given.
 */
export async function readAllRules(
  context: Pick<ServiceContext, 'aws' | 'store'>,
  reads: RecentReads = recentReads(context),
  eventBusName?: string,
): Promise<AllRules> {
  const unread: AllRules['unread'] = [];
  const names = await reads
    .get('buses', () => listEventBuses(context.aws))
    .then((buses) => buses.map((bus) => bus.eventBusName).sort())
    .catch((error: unknown) => {
      if (!(error instanceof AppError) || eventBusName === undefined) throw error;
      unread.push({ eventBusName: '*', problem: problemText(error) });
      return [eventBusName];
    });
  const rules = await fewAtOnce(names, 2, async (name) => {
    try {
      return await rulesOfBus(context, name, reads);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unread.push({ eventBusName: name, problem: problemText(error) });
      return [];
    }
  });
  return { eventBusNames: names, rules: rules.flat(), unread };
}
