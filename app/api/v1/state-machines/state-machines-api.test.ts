import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiRoutes } from '@/lib/contract/api-routes';
import { answer, refused, runPlan } from '@/lib/testing/call-api';
import { startTestRuntime, type TestRuntime } from '@/lib/testing/start-test-runtime';
import * as deletionsRoute from './[name]/deletions/route';
import * as executionActsRoute from './[name]/executions/[executionName]/acts/route';
import * as executionRoute from './[name]/executions/[executionName]/route';
import * as executionsRoute from './[name]/executions/route';
import * as machineRoute from './[name]/route';
import * as checksRoute from './checks/route';
import * as machinesRoute from './route';

// Next's connection() only keeps a handler from being run at build time, and throws outside a request of Next's own.
vi.mock('next/server', () => ({ connection: async () => undefined }));

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const definition = JSON.stringify({
  StartAt: 'W',
  States: { W: { Type: 'Wait', Seconds: 90_000_000, Next: 'F' }, F: { Type: 'Fail', Error: 'Late' } },
});
const MACHINE = { name: 'by-api', definition, roleArn: 'arn:aws:iam::000000000000:role/any' };
const params = { name: 'by-api' };

const start = (body: unknown, key?: string) =>
  answer(apiRoutes.startExecution, executionsRoute.POST, {
    params,
    body,
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });

describe('the API of state machines', () => {
  it('checks, saves, lists and reads one, starts, reads, stops and redrives executions, and deletes it', async () => {
    const check = await answer(apiRoutes.checkDefinition, checksRoute.POST, { body: { definition } });
    expect(check).toMatchObject({ problems: [], graph: { nodes: [{ id: 'W' }, { id: 'F' }, {}, {}] } });
    await runPlan(await answer(apiRoutes.planSaveStateMachine, machinesRoute.POST, { body: MACHINE }));
    const { items } = await answer(apiRoutes.listStateMachines, machinesRoute.GET);
    expect(items).toMatchObject([{ name: 'by-api', type: 'STANDARD' }]);
    const machine = await answer(apiRoutes.getStateMachine, machineRoute.GET, { params });
    expect(machine).toMatchObject({ definition, graph: { edges: expect.any(Array) } });

    const started = await start({ input: '{"a":1}', name: 'one' });
    expect(started).toMatchObject({ kind: 'start-execution', status: 'answered', payload: '{"a":1}' });
    const execution = { ...params, executionName: 'one' };
    const read = await answer(apiRoutes.getExecution, executionRoute.GET, { params: execution });
    expect(read).toMatchObject({ executionArn: started.executionArn, status: 'RUNNING' });
    const listed = await answer(apiRoutes.listExecutions, executionsRoute.GET, {
      params,
      query: 'status=RUNNING&limit=5',
    });
    expect(listed.items.map(({ name }) => name)).toEqual(['one']);
    const act = (body: unknown) =>
      answer(apiRoutes.actOnExecution, executionActsRoute.POST, { params: execution, body });
    expect(await act({ act: 'stop', error: 'Enough' })).toMatchObject({ kind: 'stop-execution' });
    expect(await act({ act: 'redrive' })).toMatchObject({ kind: 'redrive-execution', status: 'answered' });

    const plan = await answer(apiRoutes.planDeleteStateMachine, deletionsRoute.POST, { params, body: {} });
    expect(plan.warnings[0]).toContain('Running executions are stopped');
    await runPlan(plan);
    await refused(machineRoute.GET, { params }, 404);
  });

  it('starts once for a key', async () => {
    await runPlan(await answer(apiRoutes.planSaveStateMachine, machinesRoute.POST, { body: MACHINE }));
    const first = await start({ input: '{}', name: 'keyed' }, 'k-1');
    const second = await start({ input: '{}', name: 'keyed' }, 'k-1');
    expect(second.operationId).toBe(first.operationId);
    const given = { params, body: { input: '{"other":true}' }, headers: { 'idempotency-key': 'k-1' } };
    expect(await refused(executionsRoute.POST, given, 409)).toMatchObject({ code: 'conflict' });
  });

  it('answers problems beside their fields', async () => {
    const wrong = { body: { ...MACHINE, name: 'wrong', definition: '{\n"StartAt":1}' } };
    expect((await refused(machinesRoute.POST, wrong, 400)).errors[0]).toMatchObject({ field: 'definition' });
    const taken = await refused(machinesRoute.POST, { body: MACHINE }, 409);
    expect(taken.errors).toEqual([{ field: 'name', message: expect.any(String) }]);
    const input = { params, body: { input: '{' } };
    expect((await refused(executionsRoute.POST, input, 400)).errors[0]).toMatchObject({ field: 'input' });
    const large = { params, body: { input: JSON.stringify('x'.repeat(262_144)) } };
    await refused(executionsRoute.POST, large, 413);
    await refused(executionRoute.GET, { params: { ...params, executionName: 'none' } }, 404);
    await test.fault({ kind: 'access-denied', operation: 'StartExecution', probability: 1 });
    const denied = await refused(executionsRoute.POST, { params, body: { input: '{}' } }, 403);
    expect(denied).toMatchObject({ code: 'access-denied', operationId: expect.any(String) });
  });
});
