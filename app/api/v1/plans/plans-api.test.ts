import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { apiRoutes } from '@/lib/contract/api-routes';
import type { Plan } from '@/lib/contract/plan';
import { planFunctionFix } from '@/lib/services/plan-function-fix';
import { answer, refused, runPlan } from '@/lib/testing/call-api';
import { startTestRuntime, type TestRuntime } from '@/lib/testing/start-test-runtime';
import { until } from '@/lib/testing/until';
import * as healthRoute from '../health/route';
import * as actsRoute from './[planId]/acts/route';
import * as planRoute from './[planId]/route';
import * as plansRoute from './route';

// Next's connection() only keeps a handler from being run at build time, and throws outside a request of Next's own.
vi.mock('next/server', () => ({ connection: async () => undefined }));

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const stopped = async () =>
  (await answer(apiRoutes.listPlans, plansRoute.GET, { query: 'status=interrupted' })).items;
const act = (planId: string, body: object) =>
  answer(apiRoutes.actOnPlan, actsRoute.POST, { params: { planId }, body });
const settled = ({ planId }: Plan, status: Plan['status']) =>
  until(async () => {
    const plan = await answer(apiRoutes.getPlan, planRoute.GET, { params: { planId } });
    return plan.status === status;
  });

async function aPlan(functionName: string): Promise<Plan> {
  await test.createFunction(functionName, 'export const handler = async () => 1;');
  return planFunctionFix(test.runtime, { functionName, fixes: ['tracing-active'] });
}

/** As a dashboard leaves it that was killed a minute ago in the middle of the plan. */
async function interrupt({ planId }: Plan): Promise<string> {
  const { store } = test.runtime;
  const touchedAt = new Date(Date.now() - 60_000).toISOString();
  const row = await store.plans.find(planId);
  if (row === null) throw new Error(`there is no plan ${planId}`);
  await store.plans.save({ planId, body: { ...row.body, touchedAt }, status: 'running' });
  return touchedAt;
}

it('lists a plan whose runner is gone until it is finished or undone, newest first', async () => {
  const [first, second, other] = [await aPlan('first'), await aPlan('second'), await aPlan('other')];
  await runPlan(other);
  expect(await stopped()).toEqual([]);
  const stoppedAt = await interrupt(first);
  await interrupt(second);
  const listed = await stopped();
  expect(listed.map(({ planId }) => planId)).toEqual([second.planId, first.planId]);
  expect(listed[1]).toEqual({ ...first, status: 'interrupted', stoppedAt });
  expect(await answer(apiRoutes.getHealth, healthRoute.GET)).toMatchObject({
    status: 'degraded',
    stoppedPlanCount: 2,
  });
  await act(first.planId, { act: 'execute', fingerprint: first.fingerprint });
  await settled(first, 'done');
  await act(second.planId, { act: 'undo' });
  await settled(second, 'undone');
  expect(await stopped()).toEqual([]);
});

it('lists a plan that failed only where something was not taken back', async () => {
  const clean = await aPlan('clean');
  await test.fault({ kind: 'access-denied', operation: 'UpdateFunctionConfiguration', probability: 1 });
  await act(clean.planId, { act: 'execute', fingerprint: clean.fingerprint });
  await settled(clean, 'failed');
  await test.fault();
  expect(await stopped()).toEqual([]);

  const stuck = await aPlan('stuck');
  await runPlan(stuck);
  await test.fault({ kind: 'access-denied', operation: 'UpdateFunctionConfiguration', probability: 1 });
  await act(stuck.planId, { act: 'undo' });
  await settled(stuck, 'failed');
  await test.fault();
  expect(await stopped()).toMatchObject([{ planId: stuck.planId, status: 'failed' }]);
  await act(stuck.planId, { act: 'undo' });
  await settled(stuck, 'undone');
  expect(await stopped()).toEqual([]);
});

it('no longer lists a plan that is left as it is; health is well again', async () => {
  const [interrupted, stuck] = [await aPlan('interrupted'), await aPlan('left')];
  await runPlan(stuck);
  const discard = { params: { planId: stuck.planId }, body: { act: 'discard' } };
  expect((await refused(actsRoute.POST, discard, 409)).code).toBe('conflict');
  await test.fault({ kind: 'access-denied', operation: 'UpdateFunctionConfiguration', probability: 1 });
  await act(stuck.planId, { act: 'undo' });
  await settled(stuck, 'failed');
  await test.fault();
  await interrupt(interrupted);
  expect(await stopped()).toMatchObject([{ leftBehind: [expect.any(String)] }, { leftBehind: [] }]);
  for (const { planId } of [interrupted, stuck]) {
    expect(await act(planId, { act: 'discard' })).toMatchObject({ status: 'discarded', leftBehind: null });
  }
  expect(await stopped()).toEqual([]);
  const health = await answer(apiRoutes.getHealth, healthRoute.GET);
  expect(health).toMatchObject({ status: 'ok', stoppedPlanCount: 0 });
});

it('asks for the status', async () => {
  expect((await refused(plansRoute.GET, {}, 400)).code).toBe('invalid-input');
});
