import { describeEventBus } from '../../aws/describe-event-bus.ts';
import type { Plan } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import type { WatchedBusRow } from '../../store/store-events.ts';
import { proposePlan } from '../plan/propose-plan.ts';
import type { ServiceContext } from '../service-context.ts';
import { unwatchLoggingCalls } from './bus-logging.ts';
import { unwatchRuleCalls } from './watch-rule.ts';
import { watchedBusOf } from './watched-bus.ts';

/** Plans to stop watching a bus: what watching made goes, the log group with the events that it holds stays. */
export async function planUnwatchBus(
  context: ServiceContext,
  eventBusName: string,
  row: WatchedBusRow | null,
): Promise<Plan> {
  if (row === null) {
    throw new AppError('conflict', `Bus ${eventBusName} is not watched.`, { field: 'eventBusName' });
  }
  const bus = watchedBusOf(await describeEventBus(context.aws, eventBusName));
  const others = (await context.store.events.watchedBuses()).some(
    (other) => other.eventBusName !== eventBusName,
  );
  return proposePlan(context, {
    title: `Stop watching bus ${eventBusName}`,
    resourceArn: bus.eventBusArn,
    warnings: [
      `Log group ${row.logGroupName} stays, with the events that it holds, until they expire after its retention; delete it by hand if nobody needs it: aws logs delete-log-group --log-group-name ${row.logGroupName}`,
      'Events that come from now on are known only where this dashboard publishes them or a run names them.',
    ],
    calls: row.method === 'rule' ? unwatchRuleCalls(bus, others) : await unwatchLoggingCalls(context, bus),
    settles: { kind: 'unwatch-bus', eventBusName },
  });
}
