import { describeEventBus } from '../../aws/describe-event-bus.ts';
import type { WatchBusInput } from '../../contract/event.ts';
import type { Plan } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import { type PlanProposal, proposePlan } from '../plan/propose-plan.ts';
import { freshReads } from '../rules/recent-reads.ts';
import type { ServiceContext } from '../service-context.ts';
import { busLoggingCalls, busLoggingObstacle } from './bus-logging.ts';
import { planUnwatchBus } from './plan-unwatch-bus.ts';
import { watchRuleCalls, watchRuleObstacle } from './watch-rule.ts';
import { type BusToWatch, watchedBusOf } from './watched-bus.ts';

type Method = WatchBusInput['method'];
const OTHER: Record<Method, Method> = { rule: 'bus-logging', 'bus-logging': 'rule' };
const WORDS: Record<Method, string> = {
  rule: 'a rule that writes every event to a log group',
  'bus-logging': 'the bus’s own logging',
};

/**
 * Plans what is needed to see the events of a bus, by the way that was asked for or, where the account does not allow
 * it, by the other one, and says why; or takes away exactly what watching made. Throws `not-found`, `conflict` (neither
 * way can work, it is watched already or not at all), or why AWS could not be read.
 */
export async function planWatchBus(context: ServiceContext, input: WatchBusInput): Promise<Plan> {
  const { eventBusName } = input;
  const row = (await context.store.events.watchedBuses()).find((bus) => bus.eventBusName === eventBusName);
  if (!input.watched) return planUnwatchBus(context, eventBusName, row ?? null);
  const bus = watchedBusOf(await describeEventBus(context.aws, eventBusName));
  if (row !== undefined && row.method !== input.method) {
    throw new AppError('conflict', `Bus ${eventBusName} is watched already, by ${WORDS[row.method]}.`, {
      nextStep: 'Stop watching it first, then watch it the other way.',
    });
  }
  const { method, reason } = await possibleMethod(context, bus, input.method);
  return proposePlan(context, {
    title: `Watch bus ${eventBusName}`,
    resourceArn: bus.eventBusArn,
    warnings: [...(reason === null ? [] : [reason]), ...WARNINGS[method]],
    calls: method === 'rule' ? await watchRuleCalls(context, bus) : await busLoggingCalls(context, bus),
    settles: settlementOf(bus, method),
  });
}

const WARNINGS: Record<Method, string[]> = {
  rule: ['CloudWatch Logs bills what is taken in and kept: every event of the bus, for 14 days.'],
  'bus-logging': [
    'CloudWatch Logs bills what is taken in and kept: several records for every event of the bus, for 14 days. They hold the whole events.',
    'The bus’s own logging is best effort: AWS may leave records out.',
  ],
};

function settlementOf(bus: BusToWatch, method: Method): NonNullable<PlanProposal['settles']> {
  const { eventBusName, logGroupName, ruleName } = bus;
  const row = { eventBusName, method, logGroupName, ruleName: method === 'rule' ? ruleName : null };
  return { kind: 'watch-bus', row };
}

/** The way that was asked for; the other one where that cannot work, with the reason. */
async function possibleMethod(
  context: ServiceContext,
  bus: BusToWatch,
  asked: Method,
): Promise<{ method: Method; reason: string | null }> {
  const reads = freshReads();
  const obstacleOf = (method: Method) =>
    method === 'rule' ? watchRuleObstacle(context, reads, bus) : busLoggingObstacle(context, bus);
  const first = await obstacleOf(asked);
  if (first === null) return { method: asked, reason: null };
  const second = await obstacleOf(OTHER[asked]);
  if (second === null) {
    const reason = `${first} So ${WORDS[OTHER[asked]]} is used instead of ${WORDS[asked]}.`;
    return { method: OTHER[asked], reason };
  }
  throw new AppError('conflict', `Bus ${bus.eventBusName} cannot be watched. ${first} ${second}`, {
    nextStep: 'Remove one of the two obstacles, then plan again.',
  });
}
