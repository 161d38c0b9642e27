import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiRoutes } from '@/lib/contract/api-routes';
import { BUSY, busyInput } from '@/lib/services/testing/condition-of-test';
import { answer, refused, runPlan } from '@/lib/testing/call-api';
import { startTestRuntime, type TestRuntime } from '@/lib/testing/start-test-runtime';
import { until } from '@/lib/testing/until';
import * as dueActsRoute from '../due-reruns/[dueRerunId]/acts/route';
import * as dueRoute from '../due-reruns/route';
import * as hopDecisionsRoute from '../hops/[hopId]/decisions/route';
import * as decisionsRoute from './[conditionId]/decisions/route';
import * as exportRoute from './[conditionId]/export/route';
import * as plansRoute from './[conditionId]/plans/route';
import * as conditionRoute from './[conditionId]/route';
import * as checksRoute from './checks/route';
import * as cancellationsRoute from './rehearsals/[rehearsalId]/cancellations/route';
import * as rehearsalRoute from './rehearsals/[rehearsalId]/route';
import * as rehearsalsRoute from './rehearsals/route';
import * as conditionsRoute from './route';

// Next's connection() only keeps a handler from being run at build time, and throws outside a request of Next's own.
vi.mock('next/server', () => ({ connection: async () => undefined }));

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.createFunction('busy', BUSY);
});
afterAll(() => test.stop());

describe('the API of conditions', { timeout: 60_000 }, () => {
  it('checks, rehearses, saves, deploys, decides, and removes a condition', async () => {
    const input = busyInput({ limits: { delaySeconds: 600 } });
    const check = await answer(apiRoutes.checkCondition, checksRoute.POST, { body: input });
    expect(check).toMatchObject({ problems: [], reach: 'some' });
    const started = await answer(apiRoutes.startRehearsal, rehearsalsRoute.POST, {
      body: { condition: input },
    });
    const params = { rehearsalId: started.rehearsalId };
    await until(async () => {
      const found = await answer(apiRoutes.getRehearsal, rehearsalRoute.GET, { params });
      return found.status === 'done';
    });
    const cancelled = await answer(apiRoutes.cancelRehearsal, cancellationsRoute.POST, { params, body: {} });
    expect(cancelled.status).toBe('done');
    const { conditionId } = await answer(apiRoutes.saveCondition, conditionsRoute.POST, { body: input });
    const ref = { conditionId };
    const plan = await answer(apiRoutes.planConditionAct, plansRoute.POST, {
      params: ref,
      body: { act: 'deploy' },
    });
    expect(plan.warnings.join()).toContain('This dashboard will invoke busy again');
    await runPlan(plan);
    const { items } = await answer(apiRoutes.listConditions, conditionsRoute.GET);
    expect(items).toMatchObject([{ conditionId, state: 'deployed' }]);
    const exported = await answer(apiRoutes.exportCondition, exportRoute.GET, {
      params: ref,
      query: 'format=cli',
    });
    expect(exported.text).toContain('MaximumRetryAttempts');

    await test.runtime.aws.lambda.send(
      new InvokeCommand({ FunctionName: 'busy', InvocationType: 'Event', Payload: '{"key":"api"}' }),
    );
    const due = await until(async () => {
      const found = await answer(apiRoutes.listDueReruns, dueRoute.GET);
      return found.items[0];
    });
    const decisions = await answer(apiRoutes.getHopDecisions, hopDecisionsRoute.GET, {
      params: { hopId: due.hopId },
    });
    expect(decisions.items).toMatchObject([
      { decision: 'run-again', derived: false, dueRerun: { attempt: 2 } },
    ]);
    const acted = await answer(apiRoutes.actOnDueRerun, dueActsRoute.POST, {
      params: { dueRerunId: due.dueRerunId },
      body: { act: 'cancel' },
    });
    expect(acted.status).toBe('cancelled');
    const listed = await answer(apiRoutes.listConditionDecisions, decisionsRoute.GET, {
      params: ref,
      query: 'decision=run-again',
    });
    expect(listed.items).toMatchObject([{ hopId: due.hopId, chainId: due.chainId }]);
    const planned = (act: string) =>
      answer(apiRoutes.planConditionAct, plansRoute.POST, { params: ref, body: { act } });
    await runPlan(await planned('remove'));
    const detail = await answer(apiRoutes.getCondition, conditionRoute.GET, { params: ref });
    expect(detail.state).toBe('draft');
    await runPlan(await planned('delete'));
    await refused(conditionRoute.GET, { params: ref }, 404);
  });

  it('names every field at fault', async () => {
    const fieldsOf = async (body: object) =>
      (await refused(conditionsRoute.POST, { body }, 400)).errors.map(({ field }) => field);
    const input = busyInput({ name: 'another' });
    const absurd = { ...input.limits, maxAttempts: 0, delaySeconds: -1, ratePerSecond: 0, budgetUsd: 1e9 };
    expect(await fieldsOf({ ...input, name: 'no/slash', limits: absurd })).toEqual([
      'name',
      'limits.maxAttempts',
      'limits.delaySeconds',
      'limits.budgetUsd',
      'limits.ratePerSecond',
    ]);
    expect(await fieldsOf({ ...input, when: '{"a":1}', functionName: 'nobody' })).toEqual([
      'when',
      'functionName',
    ]);
    const unknown = { conditionId: crypto.randomUUID() };
    await refused(plansRoute.POST, { params: unknown, body: { act: 'deploy' } }, 404);
    await refused(plansRoute.POST, { params: unknown, body: { act: 'explode' } }, 400);
    await refused(
      dueActsRoute.POST,
      { params: { dueRerunId: crypto.randomUUID() }, body: { act: 'cancel' } },
      404,
    );
    await refused(rehearsalRoute.GET, { params: { rehearsalId: crypto.randomUUID() } }, 404);
    await refused(hopDecisionsRoute.GET, { params: { hopId: 'nobody' } }, 404);
  });
});
