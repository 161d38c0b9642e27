import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from './store.ts';
import { batchOf, eventsOf, requestIdOf, TEST_START_MS } from './testing/log-lines.ts';
import { testEngines } from './testing/test-stores.ts';

const POLLER_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:order-poller';

describe.each(testEngines())('matched rules on $name', (engine) => {
  let store: Store;
  beforeAll(async () => {
    store = await engine.open();
  });
  afterAll(() => engine.close());

  let last = 0;
  /** A failed run whose record Lambda put on a bus, and what the bus's own log says of it. */
  const story = () => {
    last += 1;
    const requestId = requestIdOf(0x10_0000 + last);
    const eventId = requestIdOf(0x20_0000 + last);
    const startMs = TEST_START_MS + last * 60_000;
    const envelope = {
      version: '0',
      id: eventId,
      'detail-type': 'Lambda Function Invocation Result - Failure',
      source: 'lambda',
      account: '000000000000',
      time: new Date(startMs).toISOString(),
      region: 'us-east-1',
      resources: [],
      detail: {
        version: '1.0',
        timestamp: new Date(startMs + 150).toISOString(),
        requestContext: { requestId, functionArn: POLLER_ARN, condition: 'RetriesExhausted' },
        requestPayload: {},
        responseContext: { statusCode: 200, functionError: 'Unhandled' },
        responsePayload: { errorType: 'Busy', errorMessage: 'try later' },
      },
    };
    const said = (message_type: string, details: object, afterMs: number) => () =>
      store.ingest.busEvents({
        logGroupName: '/aws/events/records',
        eventBusName: 'records',
        method: 'bus-logging',
        events: [
          {
            logStreamName: 's',
            timestamp: startMs + afterMs,
            message: JSON.stringify({
              resource_arn: 'arn:aws:events:us-east-1:000000000000:event-bus/records',
              event_id: eventId,
              message_timestamp_ms: startMs + afterMs,
              message_type,
              details,
            }),
          },
        ],
        checkpoint: null,
        slowPass: false,
      });
    const logged = (requestId: string, more: Partial<Parameters<typeof eventsOf>[0]>) => () => {
      const events = eventsOf({ requestId, startMs, ...more });
      const checkpoint = {
        logGroupName: '/aws/lambda/order-poller',
        watermarkAt: new Date(startMs + 5_000),
        lastEventAt: null,
      };
      return store.ingest.logEvents(batchOf(events, { checkpoint }));
    };
    const rule = { rule_arn: 'arn:aws:events:us-east-1:000000000000:rule/records/again' };
    const matched = (targetArn: string) => said('RULE_MATCH', { ...rule, target_arns: [targetArn] }, 170);
    return {
      startMs,
      run: logged(requestId, { errorType: 'Busy' }),
      ingested: said('EVENT_INGEST_SUCCESS', { event_detail: JSON.stringify(envelope) }, 160),
      matched: matched(POLLER_ARN),
      matchedElsewhere: matched('arn:aws:lambda:us-east-1:000000000000:function:unfollowed'),
      matchedQueue: matched('arn:aws:sqs:us-east-1:000000000000:queue'),
      undelivered: said('INVOCATION_FAILURE', { ...rule, target_arn: POLLER_ARN }, 180),
      next: logged(requestIdOf(0x30_0000 + last), {
        startMs: startMs + 1_000,
        lines: [JSON.stringify(envelope)],
      }),
      chain: () => store.chains.find(requestId),
    };
  };

  it.each([
    ['run', 'ingested', 'matched'],
    ['run', 'matched', 'ingested'],
    ['ingested', 'run', 'matched'],
    ['matched', 'ingested', 'run'],
    ['matched', 'run', 'ingested'],
    ['ingested', 'matched', 'run'],
  ] as const)(
    'waits for the run that a matched rule makes, told in the order %s, %s, %s',
    async (...order) => {
      const one = story();
      for (const step of order) await one[step]();
      const waiting = await one.chain();
      expect(waiting?.status).toBe('waiting');
      expect(waiting?.nextExpectedBy?.getTime()).toBeGreaterThan(one.startMs + 6 * 3_600_000);
      await one.next();
      expect(await one.chain()).toMatchObject({ status: 'recovered', hopCount: 2, nextExpectedBy: null });
    },
  );

  it('waits for nothing where the run came first', async () => {
    const one = story();
    for (const step of ['run', 'next', 'matched', 'ingested'] as const) await one[step]();
    expect(await one.chain()).toMatchObject({ status: 'recovered', hopCount: 2 });
  });

  it.each([
    ['no rule matched', [], null],
    ['it could not be delivered', ['matched', 'undelivered'], null],
    ['it could not be delivered, told first', ['undelivered', 'matched'], null],
    ['the rule runs no function', ['matchedQueue'], null],
    ['nobody follows the function', ['matchedElsewhere'], /its log is not followed/],
  ] as const)('waits for nothing where %s', async (_, steps, ending) => {
    const one = story();
    for (const step of ['run', 'ingested', ...steps] as const) await one[step]();
    const chain = await one.chain();
    expect(chain).toMatchObject({ status: 'failed', nextExpectedBy: null });
    if (ending !== null) expect(chain?.ending).toMatch(ending);
  });

  it('calls nothing lost that may have come without a trace of its event', async () => {
    const one = story();
    for (const step of ['run', 'ingested', 'matched'] as const) await one[step]();
    const late = new Date(one.startMs + 8 * 3_600_000);
    await store.ingest.settle(new Map([['/aws/lambda/order-poller', late]]));
    expect(await one.chain()).toMatchObject({ status: 'failed', nextExpectedBy: null });
  });
});
