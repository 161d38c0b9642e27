import { CreateEventBusCommand } from '@aws-sdk/client-eventbridge';
import { DeleteFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import type { SaveConditionInput } from '../../contract/condition.ts';
import type { Plan } from '../../contract/plan.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { listDueReruns } from '../conditions/due-reruns.ts';
import { getCondition } from '../conditions/get-condition.ts';
import { planConditionAct } from '../conditions/plan-condition-act.ts';
import { saveCondition } from '../conditions/save-condition.ts';
import { planFunctionFix } from '../plan-function-fix.ts';
import { acted, BUSY, busyInput, deployedCondition } from '../testing/condition-of-test.ts';
import { executed, settled } from '../testing/settled-plan.ts';
import { settledCondition } from './condition-settlement.ts';
import { discardPlan } from './discard-plan.ts';
import { executePlan } from './execute-plan.ts';
import { findPlan } from './find-plan.ts';
import type { StoredPlan } from './plan-body.ts';
import { planDto } from './plan-dto.ts';
import { stoppedPlans } from './stopped-plans.ts';
import { undoPlan } from './undo-plan.ts';

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.runtime.aws.events.send(new CreateEventBusCommand({ Name: 'chains' }));
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const stopped = async () => (await stoppedPlans(test.runtime.store, new Date())).map(({ planId }) => planId);
const denied = (operation: string) => test.fault({ kind: 'access-denied', operation, probability: 1 });
const RULE = {
  how: 'eventbridge',
  eventBusName: 'chains',
  when: '{"responsePayload":{"done":[false]}}',
  nextInput: 'response',
  counterPath: 'responsePayload.attempt',
} as const;

async function aFunctionPlan(functionName: string): Promise<Plan> {
  await test.createFunction(functionName, 'export const handler = async () => 1;');
  await until(
    async () => (await getFunctionConfiguration(test.runtime.aws, functionName)).state === 'Active',
  );
  return planFunctionFix(test.runtime, { functionName, fixes: ['tracing-active'] });
}

/** As a dashboard leaves it that was killed a minute ago where the plan stands. */
async function killed({ planId, body }: StoredPlan): Promise<void> {
  const touchedAt = new Date(Date.now() - 60_000).toISOString();
  await test.runtime.store.plans.save({ planId, body: { ...body, touchedAt }, status: 'running' });
}

/** A plan that deploys the condition by a rule, and whose targets AWS took neither to put nor to take away. */
async function stuckDeploy(conditionId: string): Promise<StoredPlan> {
  const plan = await planConditionAct(test.runtime, { conditionId, act: 'deploy' });
  await denied('PutTargets');
  await denied('DeleteRule');
  const stuck = await executed(test.runtime, plan);
  await test.fault();
  expect(stuck.status).toBe('failed');
  expect(stuck.body.steps.find(({ operation }) => operation === 'PutRule')).toMatchObject({
    status: 'failed',
  });
  return stuck;
}

async function mayBeDeployed(input: SaveConditionInput): Promise<string> {
  await test.createFunction(input.functionName, BUSY);
  return (await saveCondition(test.runtime, input)).conditionId;
}

it('leaves AWS as a failed undo left it, where what the plan changed is gone', async () => {
  const plan = await aFunctionPlan('gone');
  await executed(test.runtime, plan);
  await denied('UpdateFunctionConfiguration');
  await undoPlan(test.runtime, plan);
  const failed = await settled(test.runtime, plan.planId);
  await test.runtime.aws.lambda.send(new DeleteFunctionCommand({ FunctionName: 'gone' }));
  await test.fault();
  await expect(undoPlan(test.runtime, plan)).rejects.toThrow();
  expect(await stopped()).toEqual([plan.planId]);
  expect(planDto(failed).leftBehind).toEqual([
    expect.stringMatching(/^UpdateFunctionConfiguration \(configuration of function gone\) may have gone/),
  ]);
  await discardPlan(test.runtime, plan);
  expect(await stopped()).toEqual([]);
  const discarded = await findPlan(test.runtime, plan.planId);
  expect(discarded).toMatchObject({ status: 'discarded', body: { steps: failed.body.steps } });
  expect(planDto(discarded).leftBehind).toBeNull();
  for (const again of [undoPlan, discardPlan]) {
    await expect(again(test.runtime, plan)).rejects.toMatchObject({ code: 'conflict' });
  }
});

it('is refused while the plan runs, once it is done or undone, and where all was taken back', async () => {
  const plan = await aFunctionPlan('kept');
  const refused = () => expect(discardPlan(test.runtime, plan)).rejects.toMatchObject({ code: 'conflict' });
  await denied('UpdateFunctionConfiguration');
  expect((await executed(test.runtime, plan)).status).toBe('failed');
  await test.fault();
  await refused();
  await test.fault({ kind: 'delay', operation: 'UpdateFunctionConfiguration', delayMs: 500, count: 1 });
  await executePlan(test.runtime, plan);
  await refused();
  expect((await settled(test.runtime, plan.planId)).status).toBe('done');
  await refused();
  await undoPlan(test.runtime, plan);
  expect((await settled(test.runtime, plan.planId)).status).toBe('undone');
  await refused();
});

it('is carried out once of several who press at once', async () => {
  const plan = await aFunctionPlan('raced');
  await killed(await findPlan(test.runtime, plan.planId));
  const asked = [discardPlan, discardPlan, discardPlan].map((discard) => discard(test.runtime, plan));
  const answers = await Promise.allSettled(asked);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await findPlan(test.runtime, plan.planId)).status).toBe('discarded');
});

it('leaves a condition undeployed whose first deployment was interrupted; it is deployed anew', async () => {
  const conditionId = await mayBeDeployed(busyInput({ name: 'first', functionName: 'first', ...RULE }));
  const plan = await stuckDeploy(conditionId);
  await killed(plan);
  expect(planDto(await findPlan(test.runtime, plan.planId))).toMatchObject({
    status: 'interrupted',
    leftBehind: expect.arrayContaining([
      expect.stringMatching(/^PutRule \(rule .* may have gone/),
      expect.stringContaining('not deployed'),
    ]),
  });
  expect(await stopped()).toEqual([plan.planId]);
  await discardPlan(test.runtime, plan);
  expect(await stopped()).toEqual([]);
  expect(await getCondition(test.runtime, { conditionId })).toMatchObject({ state: 'draft' });
  await acted(test.runtime, conditionId, 'deploy');
  expect(await getCondition(test.runtime, { conditionId })).toMatchObject({ state: 'deployed', drift: [] });
});

it('holds a condition all the same whose plan ended just before it did, and shows where AWS differs', async () => {
  const input = busyInput({ name: 'pausing', functionName: 'pausing', ...RULE });
  await test.createFunction('pausing', BUSY);
  const conditionId = await deployedCondition(test.runtime, input);
  const { planId } = await planConditionAct(test.runtime, { conditionId, act: 'pause' });
  const plan = await findPlan(test.runtime, planId);
  const { settles } = plan.body;
  if (settles?.kind !== 'condition-deployed') throw new Error('the plan does not switch the condition');
  plan.body.settled = { former: await settledCondition(test.runtime, settles) };
  await killed(plan);
  await discardPlan(test.runtime, { planId });
  const { state, drift } = await getCondition(test.runtime, { conditionId });
  expect(state).toBe('drifted');
  expect(drift).toMatchObject([{ field: 'State', expected: 'DISABLED', actual: 'ENABLED' }]);
});

it('leaves a condition paused that was being moved, and cancels what waits', {
  timeout: 30_000,
}, async () => {
  const input = busyInput({ name: 'moved', functionName: 'moved', limits: { delaySeconds: 600 } });
  await test.createFunction('moved', BUSY);
  const conditionId = await deployedCondition(test.runtime, input);
  const Payload = JSON.stringify({ key: 'a' });
  await test.runtime.aws.lambda.send(
    new InvokeCommand({ FunctionName: 'moved', InvocationType: 'Event', Payload }),
  );
  await until(async () => (await listDueReruns(test.runtime, {})).items.length === 1);
  const limits = { ...input.limits, delaySeconds: 0 };
  await saveCondition(test.runtime, { ...input, ...RULE, limits, conditionId });
  const plan = await stuckDeploy(conditionId);
  expect((await listDueReruns(test.runtime, {})).items).toHaveLength(1);
  expect(planDto(plan).leftBehind).toContainEqual(expect.stringContaining('held it: paused'));
  await discardPlan(test.runtime, plan);
  expect(await stopped()).toEqual([]);
  expect((await listDueReruns(test.runtime, {})).items).toEqual([]);
  const { deployed } = (await test.runtime.store.conditions.find(conditionId)) ?? {};
  expect(deployed).toMatchObject({ how: 'invoke', paused: true });
  await acted(test.runtime, conditionId, 'deploy');
  expect(await getCondition(test.runtime, { conditionId })).toMatchObject({ state: 'deployed', drift: [] });
});
