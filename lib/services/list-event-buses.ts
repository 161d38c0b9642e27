import { listEventBuses as listBusesOfAws } from '../aws/list-event-buses.ts';
import { listRules } from '../aws/list-rules.ts';
import type { EventBus } from '../contract/event.ts';
import { AppError } from '../domain/app-error.ts';
import { fewAtOnce } from './rules/few-at-once.ts';
import { recentReads } from './rules/recent-reads.ts';
import type { ServiceContext } from './service-context.ts';

const DAY_MS = 86_400_000;

/** The account's buses, the default one first, with their rules counted. Throws why AWS could not be asked. */
export async function listEventBuses(context: Pick<ServiceContext, 'aws' | 'store'>): Promise<EventBus[]> {
  const { aws, store } = context;
  const reads = recentReads(context);
  const [buses, watched, counts] = await Promise.all([
    reads.get('buses', () => listBusesOfAws(aws)),
    store.events.watchedBuses(),
    store.events.countByBus(new Date(Date.now() - DAY_MS)),
  ]);
  const listed = await fewAtOnce(buses, 5, async ({ eventBusName, eventBusArn }) => {
    const row = watched.find((bus) => bus.eventBusName === eventBusName);
    return {
      eventBusName,
      eventBusArn,
      ruleCount: await reads.get(`rule count ${eventBusName}`, () => ruleCount(aws, eventBusName)),
      watched: row === undefined ? null : watchedDto(row),
      eventCount24h: counts.get(eventBusName) ?? 0,
    };
  });
  return listed.sort(
    (a, b) =>
      Number(b.eventBusName === 'default') - Number(a.eventBusName === 'default') ||
      (a.eventBusName < b.eventBusName ? -1 : 1),
  );
}

/** Null where AWS does not let us read the rules. */
async function ruleCount(aws: ServiceContext['aws'], eventBusName: string): Promise<number | null> {
  try {
    return (await listRules(aws, eventBusName)).length;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return null;
  }
}

function watchedDto({
  method,
  logGroupName,
  ruleName,
  since,
}: Awaited<ReturnType<ServiceContext['store']['events']['watchedBuses']>>[number]): EventBus['watched'] {
  return { method, logGroupName, ruleName, since: since.toISOString() };
}
