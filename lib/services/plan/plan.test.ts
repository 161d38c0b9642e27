import { afterAll, beforeAll, expect, it } from 'vitest';
import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import { updateFunctionConfiguration } from '../../aws/update-function-configuration.ts';
import type { Plan } from '../../contract/plan.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { planFunctionFix } from '../plan-function-fix.ts';
import { discardPlan } from './discard-plan.ts';
import { executePlan } from './execute-plan.ts';
import { findPlan } from './find-plan.ts';
import { storedPlan } from './plan-body.ts';
import { undoPlan } from './undo-plan.ts';

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
});
afterAll(() => test.stop());

let count = 0;
async function aFunction(): Promise<string> {
  count += 1;
  const name = `plain-${count}`;
  await test.createFunction(name, 'export const handler = async () => 1;');
  await until(async () => (await getFunctionConfiguration(test.runtime.aws, name)).state === 'Active');
  return name;
}
const proposed = async (name: string) =>
  planFunctionFix(test.runtime, { functionName: name, fixes: ['tracing-active', 'json-logs'] });
const settled = (planId: string, status: Plan['status']) =>
  until(async () => {
    const plan = await findPlan(test.runtime, planId);
    return plan.status === status && plan;
  });
const stateOf = async (name: string) => {
  const { tracingMode, logFormat } = await getFunctionConfiguration(test.runtime.aws, name);
  return { tracingMode, logFormat };
};
const AS_MADE = { tracingMode: 'PassThrough', logFormat: 'Text' };
const FIXED = { tracingMode: 'Active', logFormat: 'JSON' };

it('shows the exact call and its changes, and changes nothing by itself', async () => {
  const name = await aFunction();
  const plan = await proposed(name);
  expect(plan).toMatchObject({
    status: 'proposed',
    resourceArn: expect.stringContaining(`:function:${name}`),
  });
  expect(plan.warnings.join(' ')).toContain('xray:PutTraceSegments');
  const [call, ...others] = plan.calls;
  expect(others).toEqual([]);
  expect(JSON.parse(call?.input ?? '')).toEqual({
    FunctionName: name,
    TracingConfig: { Mode: 'Active' },
    LoggingConfig: {
      LogFormat: 'JSON',
      SystemLogLevel: 'INFO',
      ApplicationLogLevel: 'INFO',
      LogGroup: `/aws/lambda/${name}`,
    },
  });
  expect(call?.changes).toContainEqual({ field: 'TracingConfig.Mode', from: 'PassThrough', to: 'Active' });
  expect(call?.changes).toContainEqual({ field: 'LoggingConfig.LogFormat', from: 'Text', to: 'JSON' });
  expect(await stateOf(name)).toEqual(AS_MADE);
});

it('runs, verifies and is undone', async () => {
  const name = await aFunction();
  const { planId, fingerprint } = await proposed(name);
  await executePlan(test.runtime, { planId, fingerprint });
  expect((await settled(planId, 'done')).body.steps[0]).toMatchObject({ status: 'done', problem: null });
  expect(await stateOf(name)).toEqual(FIXED);
  await expect(proposed(name)).rejects.toMatchObject({ code: 'conflict' });
  await undoPlan(test.runtime, { planId });
  expect((await settled(planId, 'undone')).body.steps[0]?.status).toBe('undone');
  expect(await stateOf(name)).toEqual(AS_MADE);
});

it('is run by one of several who press at once', async () => {
  const name = await aFunction();
  const { planId, fingerprint } = await proposed(name);
  const presses = await Promise.allSettled(
    [1, 2, 3].map(() => executePlan(test.runtime, { planId, fingerprint })),
  );
  expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await settled(planId, 'done');
});

it('refuses before the first write when the function changed since', async () => {
  const name = await aFunction();
  const { planId, fingerprint } = await proposed(name);
  await updateFunctionConfiguration(test.runtime.aws, {
    FunctionName: name,
    TracingConfig: { Mode: 'Active' },
  });
  await expect(executePlan(test.runtime, { planId, fingerprint })).rejects.toMatchObject({
    code: 'state-changed',
  });
  expect(await stateOf(name)).toEqual({ ...AS_MADE, tracingMode: 'Active' });
  await expect(executePlan(test.runtime, { planId, fingerprint: 'other' })).rejects.toMatchObject({
    code: 'state-changed',
  });
});

it('does not undo over a later change', async () => {
  const name = await aFunction();
  const { planId, fingerprint } = await proposed(name);
  await executePlan(test.runtime, { planId, fingerprint });
  await settled(planId, 'done');
  await updateFunctionConfiguration(test.runtime.aws, {
    FunctionName: name,
    TracingConfig: { Mode: 'PassThrough' },
  });
  await expect(undoPlan(test.runtime, { planId })).rejects.toMatchObject({ code: 'state-changed' });
});

it('keeps a refused call beside its step, and is finished later', async () => {
  const name = await aFunction();
  const { planId, fingerprint } = await proposed(name);
  await test.fault({ kind: 'access-denied', operation: 'UpdateFunctionConfiguration', probability: 1 });
  await executePlan(test.runtime, { planId, fingerprint });
  const failed = await settled(planId, 'failed');
  expect(failed.body.steps[0]).toMatchObject({ status: 'failed', problem: { code: 'access-denied' } });
  await test.fault();
  await executePlan(test.runtime, { planId, fingerprint });
  await settled(planId, 'done');
  expect(await stateOf(name)).toEqual(FIXED);
});

it.each(['before the call', 'after the call'])('is finished or undone after a crash %s', async (moment) => {
  for (const act of ['finish', 'undo'] as const) {
    const name = await aFunction();
    const { planId, fingerprint } = await proposed(name);
    const plan = await findPlan(test.runtime, planId);
    const [step] = plan.body.steps;
    if (step === undefined) throw new Error('no step');
    // What a runner leaves that died a minute ago.
    step.status = 'running';
    step.former = step.planned;
    plan.body.touchedAt = new Date(Date.now() - 60_000).toISOString();
    await test.runtime.store.plans.save({ planId, body: plan.body, status: 'running' });
    if (moment === 'after the call') {
      await updateFunctionConfiguration(test.runtime.aws, {
        FunctionName: name,
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: {
          LogFormat: 'JSON',
          SystemLogLevel: 'INFO',
          ApplicationLogLevel: 'INFO',
          LogGroup: `/aws/lambda/${name}`,
        },
      });
    }
    expect((await findPlan(test.runtime, planId)).status).toBe('interrupted');
    if (act === 'finish') await executePlan(test.runtime, { planId, fingerprint });
    else await undoPlan(test.runtime, { planId });
    await settled(planId, act === 'finish' ? 'done' : 'undone');
    expect(await stateOf(name)).toEqual(act === 'finish' ? FIXED : AS_MADE);
  }
});

it('is neither run nor undone once it is discarded', async () => {
  const name = await aFunction();
  const { planId, fingerprint } = await proposed(name);
  await discardPlan(test.runtime, { planId });
  await expect(executePlan(test.runtime, { planId, fingerprint })).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(undoPlan(test.runtime, { planId })).rejects.toMatchObject({ code: 'conflict' });
});

it('keeps a running plan running while its runner lives', async () => {
  const name = await aFunction();
  const { planId } = await proposed(name);
  const row = await test.runtime.store.plans.find(planId);
  if (row === null) throw new Error('no plan');
  const now = new Date();
  const touched = { ...row, status: 'running' as const, body: { ...row.body, touchedAt: now.toISOString() } };
  expect(storedPlan(touched, now).status).toBe('running');
  expect(storedPlan(touched, new Date(now.getTime() + 31_000)).status).toBe('interrupted');
});
