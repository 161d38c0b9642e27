import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionRow } from '../../store/store-conditions.ts';
import { eventsOf, requestIdOf } from '../../store/testing/log-lines.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { decisionsOfHop } from '../conditions/decisions-of-hop.ts';
import { actOnDueRerun, listDueReruns } from '../conditions/due-reruns.ts';
import { listDecisions } from '../conditions/list-decisions.ts';
import { acted, BUSY, busyInput, deployedCondition } from '../testing/condition-of-test.ts';
import { lineCount } from '../testing/line-count.ts';

let test: TestRuntime;
const conditionIds: string[] = [];
beforeAll(async () => {
  test = await startTestRuntime();
});
afterEach(async () => {
  for (const conditionId of conditionIds.splice(0)) {
    await acted(test.runtime, conditionId, 'remove');
    await acted(test.runtime, conditionId, 'delete');
  }
});
afterAll(() => test.stop());

let count = 0;
async function condition(changes: Parameters<typeof busyInput>[0] = {}, source = BUSY) {
  count += 1;
  const functionName = `busy-${count}`;
  await test.createFunction(functionName, source);
  const conditionId = await deployedCondition(test.runtime, busyInput({ ...changes, functionName }));
  conditionIds.push(conditionId);
  return { conditionId, functionName };
}
const invoke = (functionName: string, key: string) =>
  test.runtime.aws.lambda.send(
    new InvokeCommand({
      FunctionName: functionName,
      InvocationType: 'Event',
      Payload: JSON.stringify({ key }),
    }),
  );
const runs = (functionName: string, key: string) => lineCount(test.runtime.aws, functionName, `ran ${key}`);
const decided = (conditionId: string, decision: DecisionRow['decision']) =>
  test.runtime.store.conditions.decisions(conditionId, [decision], 2_000);
const waiting = () =>
  until(async () => (await listDueReruns(test.runtime, {})).items.find(({ status }) => status === 'due'));

describe('the enactor', { timeout: 60_000 }, () => {
  it('runs again with the same payload in the same chain, until the limit, and says why', async () => {
    const { conditionId, functionName } = await condition({ limits: { maxAttempts: 3 } });
    await invoke(functionName, 'a');
    const [stopped] = await until(async () => {
      const stops = await decided(conditionId, 'stop');
      return stops.length > 0 && stops;
    });
    expect(await runs(functionName, 'a')).toBe(3);
    const { items } = await decisionsOfHop(test.runtime, stopped?.hopId ?? '');
    expect(items).toMatchObject([
      { decision: 'stop', limit: 'maxAttempts', how: 'invoke', derived: false, dueRerun: null },
    ]);
    const chain = await until(async () => {
      const found = await test.runtime.store.chains.find(items[0]?.chainId ?? '');
      return found?.hopCount === 3 && found;
    });
    const { rows } = await test.runtime.store.hops.list(chain.chainId, { limit: 10, cursor: null });
    expect(rows.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    const first = await decisionsOfHop(test.runtime, rows[0]?.hopId ?? '');
    expect(first.items).toMatchObject([
      {
        decision: 'run-again',
        reason: expect.stringContaining('Busy'),
        dueRerun: { status: 'sent', attempt: 2 },
      },
    ]);
  });

  it('waits for its time, and is run at once or cancelled by a person', async () => {
    const { conditionId, functionName } = await condition({ limits: { delaySeconds: 600 } });
    await invoke(functionName, 'now');
    const now = await waiting();
    expect(Date.parse(now.dueAt)).toBeGreaterThan(Date.now() + 500_000);
    expect((await listDueReruns(test.runtime, { chain: now.chainId })).items).toHaveLength(1);
    await actOnDueRerun(test.runtime, { dueRerunId: now.dueRerunId, act: 'run-now' });
    await until(async () => (await runs(functionName, 'now')) === 2);
    await until(async () => (await decided(conditionId, 'stop')).length === 1);
    await invoke(functionName, 'never');
    const never = await waiting();
    const cancelled = await actOnDueRerun(test.runtime, { dueRerunId: never.dueRerunId, act: 'cancel' });
    expect(cancelled.status).toBe('cancelled');
    const late = actOnDueRerun(test.runtime, { dueRerunId: never.dueRerunId, act: 'run-now' });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    expect(await runs(functionName, 'never')).toBe(1);
  });

  it('sends nothing while it is paused, and leaves what ended meanwhile to a person', async () => {
    const { conditionId, functionName } = await condition({ limits: { delaySeconds: 600 } });
    await invoke(functionName, 'before');
    const before = await waiting();
    expect(await acted(test.runtime, conditionId, 'pause')).toEqual([]);
    expect((await listDueReruns(test.runtime, {})).items).toEqual([]);
    expect(await test.runtime.store.conditions.findDue(before.dueRerunId)).toMatchObject({
      status: 'cancelled',
    });
    await invoke(functionName, 'meanwhile');
    await until(async () => (await runs(functionName, 'meanwhile')) === 1);
    expect(await acted(test.runtime, conditionId, 'resume')).toEqual([]);
    await until(async () => (await decided(conditionId, 'stale')).length === 1);
    await invoke(functionName, 'after');
    await waiting();
    expect(await runs(functionName, 'meanwhile')).toBe(1);
  });

  it('counts what it cannot judge, and never runs it', async () => {
    const silent =
      "export const handler = async ({ key }) => { console.log('ran', key); return { status: 'PENDING' }; };";
    const when = '{"responsePayload":{"status":["PENDING"]}}';
    const { conditionId, functionName } = await condition({ when }, silent);
    await invoke(functionName, 'unknown');
    await until(async () => (await decided(conditionId, 'undecidable')).length === 1);
    const { items } = await listDecisions(test.runtime, { conditionId, decision: 'undecidable' });
    expect(items).toMatchObject([{ reason: 'responsePayload.status was not recorded', dueRerun: null }]);
    expect(await runs(functionName, 'unknown')).toBe(1);
  });

  it('runs none of 1,000 results that piled up while nothing collected, and the next one all the same', async () => {
    const { conditionId, functionName } = await condition({ limits: { maxAgeSeconds: 60 } });
    const { aws, store, collector } = test.runtime;
    await collector.stop();
    const deployed = (await store.conditions.find(conditionId))?.deployed ?? null;
    const deployedMs = Date.now() - 150_000;
    await store.conditions.setDeployed(conditionId, deployed && { ...deployed, at: new Date(deployedMs) });
    const logGroupName = `/aws/lambda/${functionName}`;
    await aws.logs.send(new CreateLogGroupCommand({ logGroupName })).catch(() => undefined);
    const logStreamName = '2026/11/28/[$LATEST]0123456789abcdef0123456789abcdef';
    await aws.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    for (let batch = 0; batch < 10; batch += 1) {
      const events = Array.from({ length: 100 }, (_, index) => {
        const requestId = requestIdOf(batch * 100 + index);
        const marker = { rerun: { v: 1, via: 'invoke', requestId, input: { key: 'piled' } } };
        return eventsOf({
          requestId,
          functionName,
          stream: logStreamName,
          startMs: deployedMs + 1_000 + (batch * 100 + index) * 20,
          durationMs: 5,
          errorType: 'Busy',
          lines: [JSON.stringify(marker)],
        });
      });
      const logEvents = events.flat().map(({ timestamp, message }) => ({ timestamp, message }));
      await aws.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    }
    await test.restart();
    await until(async () => (await decided(conditionId, 'stale')).length === 1_000, 40_000);
    expect(await decided(conditionId, 'run-again')).toEqual([]);
    const [one] = await decided(conditionId, 'stale');
    expect(one).toMatchObject({ limit: 'maxAge', reason: expect.stringContaining('later than') });
    await invoke(functionName, 'fresh');
    await until(async () => (await runs(functionName, 'fresh')) === 2);
    expect(await runs(functionName, 'piled')).toBe(0);
    expect(await decided(conditionId, 'run-again')).toHaveLength(1);
  });
});
