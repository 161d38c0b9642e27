import { afterAll, beforeAll, expect, it } from 'vitest';
import { filterLogEvents, type LogEventPage } from '../../aws/filter-log-events.ts';
import { type CrashTest, startCrashTest } from '../../testing/start-crash-test.ts';
import { until } from '../../testing/until.ts';
import { askWhileKilled } from '../testing/ask-while-killed.ts';
import type { OperatorRequest } from '../testing/operate.ts';
import { busInAws } from '../testing/rule-in-aws.ts';
import { executed } from '../testing/settled-plan.ts';
import { planWatchBus } from '../watch-bus/plan-watch-bus.ts';

const BUS = 'orders';

let test: CrashTest;

beforeAll(async () => {
  test = await startCrashTest('operator');
  await busInAws(test.aws, BUS);
});

afterAll(() => test.stop());

const publication = (operationId: string): OperatorRequest => ({
  kind: 'publish',
  input: {
    operationId,
    hopId: null,
    entries: [
      {
        eventBusName: BUS,
        source: 'shop',
        detailType: 'Order',
        detail: JSON.stringify({ order: operationId }),
        resources: [],
        time: null,
      },
    ],
  },
});

it('publishes each event once, or says that it did not or that it is unconfirmed, wherever it is killed', {
  timeout: 300_000,
}, async () => {
  const logGroupName = await test.asDashboard(async (runtime) => {
    await executed(
      runtime,
      await planWatchBus(runtime, { eventBusName: BUS, watched: true, method: 'rule' }),
    );
    return (await runtime.store.events.watchedBuses())[0]?.logGroupName ?? '';
  });
  await test.fault({ kind: 'delay', operation: 'PutEvents', probability: 0.5, delayMs: 60 });
  const operations = await askWhileKilled(test, publication);

  await test.asDashboard(async ({ store }) => {
    const { rows, seen } = await until(async () => {
      const found = await eventsOf(logGroupName);
      const asked = operations.map(({ operationId }) => store.operations.find(operationId));
      const stored = (await Promise.all(asked)).filter((row) => row !== null);
      // what the bus shows is read and settles them
      const agreed = stored.every(
        ({ operationId, status }) => (status === 'answered') === found.has(operationId),
      );
      return agreed && { rows: stored, seen: found };
    }, 60_000);
    for (const { operationId, status, entries } of rows) {
      const [entry] = entries ?? [];
      const told = { operationId, status, entry: entry?.status, eventIds: seen.get(operationId) ?? [] };
      if (status === 'answered') {
        expect(told).toEqual({ ...told, entry: 'accepted', eventIds: [entry?.eventId] });
      } else {
        expect(['failed', 'unconfirmed']).toContain(status);
        expect(told).toEqual({ ...told, entry: status });
      }
    }
    expect(rows).toHaveLength(operations.length);
    expect([...seen.keys()].filter((id) => !rows.some(({ operationId }) => operationId === id))).toEqual([]);
  });
});

/** The IDs of the events that each operation put on the bus. */
async function eventsOf(logGroupName: string): Promise<Map<string, string[]>> {
  const seen = new Map<string, string[]>();
  let nextToken: string | null = null;
  do {
    const page: LogEventPage = await filterLogEvents(test.aws, {
      logGroupName,
      startTime: new Date(0),
      nextToken,
    });
    for (const { message } of page.events) {
      const { id, detail } = JSON.parse(message) as { id: string; detail: { order: string } };
      seen.set(detail.order, [...(seen.get(detail.order) ?? []), id]);
    }
    nextToken = page.nextToken;
  } while (nextToken !== null);
  return seen;
}
