import { CreateEventBusCommand, DisableRuleCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { findPlan } from '../plan/find-plan.ts';
import { planRuleAct } from '../rules/plan-rule-act.ts';
import { BUSY, busyInput, deployedCondition } from '../testing/condition-of-test.ts';
import { executed } from '../testing/settled-plan.ts';
import { deployedResources } from './deployed-resources.ts';
import { getCondition } from './get-condition.ts';
import { listConditions } from './list-conditions.ts';
import { planConditionAct } from './plan-condition-act.ts';

const RULE = {
  how: 'eventbridge',
  eventBusName: 'chains',
  when: '{"responsePayload":{"done":[false]}}',
  nextInput: 'response',
  counterPath: 'responsePayload.attempt',
} as const;

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.runtime.aws.events.send(new CreateEventBusCommand({ Name: 'chains' }));
});
afterAll(() => test.stop());

async function deployed(name: string) {
  await test.createFunction(name, BUSY);
  const input = busyInput({ name, functionName: name, ...RULE });
  const conditionId = await deployedCondition(test.runtime, input);
  const row = await test.runtime.store.conditions.find(conditionId);
  const rule = row && deployedResources(row)?.rule;
  if (rule == null) throw new Error('nothing was deployed');
  const { eventBusName, ruleName } = rule;
  const disable = () =>
    test.runtime.aws.events.send(new DisableRuleCommand({ Name: ruleName, EventBusName: eventBusName }));
  return { conditionId, eventBusName, ruleName, disable };
}
const listed = async (conditionId: string) =>
  (await listConditions(test.runtime)).items.find((item) => item.conditionId === conditionId)?.state;
const detail = (conditionId: string) => getCondition(test.runtime, { conditionId });

it('is read anew for the list once a plan settles, whatever that mended', async () => {
  const { conditionId, eventBusName, ruleName, disable } = await deployed('kept');
  await disable();
  await until(async () => (await listed(conditionId)) === 'drifted');
  const plan = await planRuleAct(test.runtime, { eventBusName, ruleName, act: 'enable' });
  await executed(test.runtime, plan);
  await until(async () => (await listed(conditionId)) === 'deployed');
});

it('is none while a plan of the condition runs', async () => {
  const { conditionId, disable } = await deployed('moving');
  await disable();
  await until(async () => (await detail(conditionId)).state === 'drifted');
  const { planId } = await planConditionAct(test.runtime, { conditionId, act: 'deploy' });
  const { body } = await findPlan(test.runtime, planId);
  const { plans } = test.runtime.store;
  const running = { ...body, touchedAt: new Date().toISOString() };
  await plans.save({ planId, body: running, status: 'running' });
  expect(await detail(conditionId)).toMatchObject({ state: 'deployed', drift: [] });
  expect(await listed(conditionId)).toBe('deployed');
  await plans.save({ planId, body: running, status: 'failed' });
  expect((await detail(conditionId)).drift).toMatchObject([{ field: 'State' }]);
});
