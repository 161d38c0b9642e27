import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestLambda, type TestLambda } from '../sandbox/services/lambda/testing/start-test-lambda.ts';
import { rerunHandler } from '../testing/rerun-handler.ts';
import { CARRIER_FIELD, carrierOf, withCarrier, withoutCarrier } from './carrier.ts';

interface Said {
  attempt: number;
  maxAttempts: number | null;
  reason: string | null;
  traceId: string;
  requestId: string;
  parent: { requestId: string } | null;
  next: { requestId: string } | null;
  input?: unknown;
}

let lambda: TestLambda;
beforeAll(async () => {
  lambda = await startTestLambda();
});
afterAll(async () => {
  await lambda.stop();
  expect(lambda.bugs).toEqual([]);
});

async function create(name: string, body: string, variables: Record<string, string> = {}): Promise<void> {
  await lambda.create(name, rerunHandler(body), {
    Timeout: 20,
    MemorySize: 256,
    Environment: { Variables: variables },
  });
}

async function invoke(name: string, event: unknown, type: 'Event' | 'RequestResponse' = 'Event') {
  const result = await lambda.client.send(
    new InvokeCommand({
      FunctionName: name,
      InvocationType: type,
      Payload: Buffer.from(JSON.stringify(event)),
    }),
  );
  return { requestId: result.$metadata.requestId, payload: result.Payload?.transformToString() ?? '' };
}

function markers(name: string): Said[] {
  return lambda
    .messages(name)
    .map((line) => /\t(\{"rerun":\{"v":1,"via":"invoke",.*\})\n$/.exec(line)?.[1])
    .filter((text) => text !== undefined)
    .map((text) => (JSON.parse(text) as { rerun: Said }).rerun);
}
const ended = (name: string, count: number) =>
  lambda.until(() => lambda.messages(name).filter((line) => line.startsWith('REPORT')).length === count);

describe('rerun', () => {
  test('runs again until the condition no longer holds, and says who called whom', async () => {
    await create(
      'poller',
      `let seen;
      const result = await rerun({
        event, context, maxAttempts: 9, reason: 'status=PENDING',
        when: (order) => { seen = order; return order.polls[0] > 0; },
        nextEvent: { ...receiveRerun(event, context).event, polls: [event.polls[0] - 1] },
      });
      console.log('seen', Object.keys(seen).join());
      return result;`,
    );
    const first = await invoke('poller', { orderId: 'order-1', polls: [2] });
    await ended('poller', 3);
    const said = markers('poller');
    const begun = said.filter((marker) => marker.input !== undefined);
    const called = said.filter((marker) => marker.next !== null);
    expect(begun.map((marker) => marker.attempt)).toEqual([1, 2, 3]);
    expect(begun[0]).toMatchObject({ requestId: first.requestId, parent: null });
    expect(begun[1]).toMatchObject({ parent: { requestId: first.requestId }, maxAttempts: 9 });
    expect(begun[1]?.input).toEqual({ orderId: 'order-1', polls: [1] });
    expect(called.map((marker) => marker.next?.requestId)).toEqual(
      begun.slice(1).map((marker) => marker.requestId),
    );
    expect(called[0]).toMatchObject({ reason: 'status=PENDING', attempt: 1 });
    expect(new Set(said.map((marker) => marker.traceId)).size).toBe(1);
    const seen = lambda.messages('poller').filter((line) => line.includes('\tseen '));
    expect(seen.every((line) => line.endsWith('seen orderId,polls\n'))).toBe(true);
  });

  test('refuses past maxAttempts and says so', async () => {
    await create(
      'limited',
      'const r = await rerun({ event, context, maxAttempts: 3, when: () => true }); console.log(r.status);',
    );
    await invoke('limited', {});
    await ended('limited', 3);
    expect(markers('limited').at(-1)).toMatchObject({
      attempt: 3,
      maxAttempts: 3,
      reason: 'max attempts reached',
      next: null,
    });
    expect(lambda.messages('limited').some((line) => line.endsWith('max-attempts-reached\n'))).toBe(true);
  });

  test('Tail waits for the next run and brings its log, answer and error', async () => {
    await create(
      'waiting',
      `if (event.last) throw new Error('the last one fails');
      return rerun({ event, context, maxAttempts: 5, when: () => true, nextEvent: { last: true }, logType: 'Tail' });`,
    );
    const { payload } = await invoke('waiting', {}, 'RequestResponse');
    const result = JSON.parse(payload);
    expect(result).toMatchObject({ status: 'invoked', functionError: 'Unhandled', attempt: 2 });
    expect(JSON.parse(result.payload)).toMatchObject({ errorMessage: 'the last one fails' });
    expect(result.logTail).toContain(`START RequestId: ${result.requestId}`);
  });

  test('prints parent at once, before the run can die', async () => {
    await create('dying', 'receiveRerun(event, context); process.exit(1);');
    await invoke('dying', withCarrier({}, carrier({ attempt: 2 })), 'RequestResponse');
    expect(markers('dying')).toMatchObject([{ attempt: 2, parent: { requestId: 'req-1' } }]);
  });

  test('the input in the marker is bounded and can be switched off', async () => {
    await create('big', 'receiveRerun(event, context);');
    await create('private', 'receiveRerun(event, context);', { RERUN_RECORD_INPUT: 'off' });
    await invoke('big', { text: 'x'.repeat(16_384) }, 'RequestResponse');
    await invoke('private', { card: '4242' }, 'RequestResponse');
    for (const name of ['big', 'private']) {
      expect(markers(name).length).toBe(1);
      expect(markers(name)[0]).not.toHaveProperty('input');
    }
  });

  test('an event with a field of that name of its own is never overwritten', async () => {
    await create('taken', 'return rerun({ event, context, maxAttempts: 3, when: () => true });');
    const { payload } = await invoke('taken', { [CARRIER_FIELD]: 'mine' }, 'RequestResponse');
    expect(JSON.parse(payload)).toMatchObject({
      errorType: 'TypeError',
      errorMessage: expect.stringContaining('of its own'),
    });
    expect(markers('taken').length).toBe(1);
  });
});

function carrier(change: Record<string, unknown> = {}) {
  const { attempt = 1 } = change;
  return {
    v: 1 as const,
    traceId: null,
    attempt: Number(attempt),
    maxAttempts: 3,
    parent: { requestId: 'req-1' },
  };
}

describe('carrier', () => {
  test.each([
    [null],
    ['text'],
    [[1]],
    [{ [CARRIER_FIELD]: null }],
    [{ [CARRIER_FIELD]: { v: 2, attempt: 1, parent: { requestId: 'a' } } }],
    [{ [CARRIER_FIELD]: { v: 1, attempt: 0, parent: { requestId: 'a' } } }],
    [{ [CARRIER_FIELD]: { v: 1, attempt: 1.5, parent: { requestId: 'a' } } }],
    [{ [CARRIER_FIELD]: { v: 1, attempt: 1, parent: { requestId: 7 } } }],
    [{ [CARRIER_FIELD]: { v: 1, attempt: 1 } }],
  ])('%j has none and stays as it is', (event) => {
    expect(carrierOf(event)).toBeNull();
    expect(withoutCarrier(event)).toBe(event);
  });

  test('goes in and comes out without touching the rest', () => {
    const event = JSON.parse('{"__proto__":{"a":1},"b":[2]}');
    const carried = JSON.parse(JSON.stringify(withCarrier(event, carrier())));
    expect(carrierOf(carried)).toEqual(carrier());
    expect(JSON.stringify(withoutCarrier(carried))).toBe(JSON.stringify(event));
  });

  test.each([[null], ['text'], [[1, 2]], [7]])('%j cannot carry one', (event) => {
    expect(() => withCarrier(event, carrier())).toThrow(TypeError);
  });
});
