import { randomUUID } from 'node:crypto';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getFunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import { getPolicy } from '../../aws/get-policy.ts';
import { zSaveConditionInput } from '../../contract/condition.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { acted } from '../testing/condition-of-test.ts';
import { lineCount } from '../testing/line-count.ts';
import { busInAws } from '../testing/rule-in-aws.ts';
import { executed } from '../testing/settled-plan.ts';
import { planWatchBus } from '../watch-bus/plan-watch-bus.ts';
import { getCondition } from './get-condition.ts';
import { listConditions } from './list-conditions.ts';
import { saveCondition } from './save-condition.ts';

const POLLER = `export const handler = async ({ order, attempt = 1 }) => {
  console.log('ran', order, attempt);
  return { order, attempt: attempt + 1, status: attempt < 5 ? 'PENDING' : 'READY' };
};`;

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await busInAws(test.runtime.aws, 'chains');
  // a trace tells which runs a record caused
  await test.createFunction('poller', POLLER, { TracingConfig: { Mode: 'Active' } });
  const watch = await planWatchBus(test.runtime, { eventBusName: 'chains', watched: true, method: 'rule' });
  await executed(test.runtime, watch);
});
afterAll(() => test.stop());

type Change = Partial<ReturnType<typeof zSaveConditionInput.parse>>;

const save = (conditionId: string | null, changes: Change = {}) =>
  saveCondition(
    test.runtime,
    zSaveConditionInput.parse({
      conditionId,
      name: 'until ready',
      functionName: 'poller',
      when: '{"responsePayload":{"status":["PENDING"]}}',
      limits: { maxAttempts: 10, ratePerSecond: 100 },
      how: 'invoke',
      nextInput: 'response',
      counterPath: 'responsePayload.attempt',
      eventBusName: 'chains',
      ...changes,
    }),
  );
const act = (conditionId: string, what: Parameters<typeof acted>[2]) =>
  acted(test.runtime, conditionId, what);
const state = async (conditionId: string) => (await getCondition(test.runtime, { conditionId })).state;
/** In the list as in the detail, once all of them are known, and not one more. */
async function countsRuns(conditionId: string, runCount24h: number) {
  await until(async () => {
    const { items } = await listConditions(test.runtime);
    return items.some((item) => item.conditionId === conditionId && item.runCount24h >= runCount24h);
  });
  expect(await getCondition(test.runtime, { conditionId })).toMatchObject({ runCount24h });
}
const invokeEvent = (order: string) =>
  test.runtime.aws.lambda.send(
    new InvokeCommand({
      FunctionName: 'poller',
      InvocationType: 'Event',
      Payload: JSON.stringify({ order }),
    }),
  );
const ran = (order: string, attempt: number) =>
  lineCount(test.runtime.aws, 'poller', `ran ${order} ${attempt}`);

/** Five runs and not one more: another chain that came to its end later would have shown it. */
async function madeFive(start: (order: string) => Promise<unknown>) {
  for (const order of [randomUUID(), randomUUID()]) {
    await start(order);
    await until(async () => (await ran(order, 5)) > 0);
    for (const attempt of [1, 2, 3, 4, 5]) expect(await ran(order, attempt)).toBe(1);
    expect(await ran(order, 6)).toBe(0);
  }
}

describe('a condition, deployed in each of the three ways in turn', { timeout: 120_000 }, () => {
  it('makes the same five runs each time, and goes without a trace', async () => {
    const { aws, store } = test.runtime;
    const { conditionId } = await save(null);
    expect(await act(conditionId, 'deploy')).toEqual(['PutFunctionEventInvokeConfig']);
    expect(await state(conditionId)).toBe('deployed');
    await madeFive(invokeEvent);
    const decisions = await store.conditions.decisions(conditionId, ['run-again', 'stop'], 100);
    expect(decisions.filter(({ decision }) => decision === 'run-again')).toHaveLength(8);

    await countsRuns(conditionId, 8);

    await save(conditionId, { how: 'eventbridge' });
    expect(await state(conditionId)).toBe('changed');
    expect(await act(conditionId, 'deploy')).toEqual(['PutRule', 'AddPermission', 'PutTargets']);
    await madeFive(invokeEvent);
    // four more of each of the two chains; what the dashboard ran before still counts
    await countsRuns(conditionId, 16);

    await save(conditionId, { how: 'stepfunctions' });
    expect(await act(conditionId, 'deploy')).toEqual([
      'DeleteFunctionEventInvokeConfig',
      'RemoveTargets',
      'DeleteRule',
      'RemovePermission',
      'CreateRole',
      'PutRolePolicy',
      'CreateStateMachine',
    ]);
    const stateMachineArn = await until(async () => {
      const row = await store.conditions.find(conditionId);
      return (row?.deployed?.resources.machine as { stateMachineArn: string } | null)?.stateMachineArn;
    });
    await madeFive((order) =>
      aws.states.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ order }) })),
    );
    expect(await state(conditionId)).toBe('deployed');
    await countsRuns(conditionId, 16);

    expect(await act(conditionId, 'remove')).toEqual([
      'DeleteStateMachine',
      'DeleteRolePolicy',
      'DeleteRole',
    ]);
    expect(await getFunctionEventInvokeConfig(aws, { functionName: 'poller' })).toBeNull();
    expect(await getPolicy(aws, { functionName: 'poller' })).toBeNull();
    expect(await state(conditionId)).toBe('draft');
    expect(await act(conditionId, 'delete')).toEqual([]);
    expect(await store.conditions.list()).toEqual([]);
  });
  it('runs no result twice while it is moved from one way to another', async () => {
    const { conditionId } = await save(null);
    await act(conditionId, 'deploy');
    const orders: string[] = [];
    for (const how of ['eventbridge', 'invoke', 'eventbridge', 'invoke'] as const) {
      const started = Array.from({ length: 5 }, () => randomUUID());
      await Promise.all(started.map(invokeEvent));
      orders.push(...started);
      // in the middle of their way, wherever each is
      await until(async () => (await ran(started[0] ?? '', 2)) > 0);
      await save(conditionId, { how });
      await act(conditionId, 'deploy');
      // a rule comes into force in its time, and what the former one ran is left alone
      await until(async () => {
        const row = await test.runtime.store.conditions.find(conditionId);
        return (row?.deployed?.at.getTime() ?? 0) < Date.now();
      });
    }
    await until(async () => (await test.runtime.store.conditions.due(null)).length === 0);
    for (const order of orders) {
      for (const attempt of [1, 2, 3, 4, 5]) expect(await ran(order, attempt)).toBeLessThanOrEqual(1);
    }
    await act(conditionId, 'remove');
    await act(conditionId, 'delete');
  });
});
