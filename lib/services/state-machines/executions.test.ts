import { randomUUID } from 'node:crypto';
import { CreateStateMachineCommand } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeExecution } from '../../aws/describe-execution.ts';
import { AppError } from '../../domain/app-error.ts';
import { executionArnOf } from '../../domain/target-arn.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { awaitOperation } from '../operation/await-operation.ts';
import { actOnExecution } from './act-on-execution.ts';
import { getExecution } from './get-execution.ts';
import { getStateMachine } from './get-state-machine.ts';
import { listExecutions } from './list-executions.ts';
import { listStateMachines } from './list-state-machines.ts';
import { settleExecutions } from './settle-unconfirmed.ts';
import { startExecution } from './start-execution.ts';
import { watchStateMachine } from './watch-state-machine.ts';

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.createFunction('flaky', FLAKY);
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const ANY_ROLE = 'arn:aws:iam::000000000000:role/any';
const arnOf = (name: string) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;
const FLAKY = `let calls = 0;
export const handler = async (event) => {
  calls += 1;
  if (calls % 2 === 1) throw new Error('not yet');
  return { done: true, event };
};`;
const RETRYING = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Call',
          States: {
            Call: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: 'flaky', 'Payload.$': '$' },
              Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1 }],
              End: true,
            },
          },
        },
        { StartAt: 'Idle', States: { Idle: { Type: 'Pass', End: true } } },
      ],
      Next: 'Broken',
    },
    Broken: { Type: 'Fail', Error: 'Broken', Cause: 'on purpose' },
  },
};
const WAITING = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 90_000_000, End: true } } };
const PASS = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

async function create(name: string, definition: object, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') {
  const input = { name, type, definition: JSON.stringify(definition), roleArn: ANY_ROLE };
  await test.runtime.aws.states.send(new CreateStateMachineCommand(input));
}
const asked = (stateMachineName: string, more: object = {}) => ({
  operationId: randomUUID(),
  stateMachineName,
  name: null,
  input: '{}',
  hopId: null,
  ...more,
});
async function start(stateMachineName: string, more: object = {}) {
  const { operationId } = await startExecution(test.runtime, asked(stateMachineName, more));
  return awaitOperation(test.runtime, operationId);
}
async function act(executionArn: string, what: 'stop' | 'redrive', more: object = {}) {
  const input = { operationId: randomUUID(), executionArn, act: what, error: '', cause: '', ...more };
  const { operationId } = await actOnExecution(test.runtime, input);
  return awaitOperation(test.runtime, operationId);
}
const ended = (executionArn: string) =>
  until(async () => (await describeExecution(test.runtime.aws, executionArn)).status !== 'RUNNING');
async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error(`expected a refusal, got ${JSON.stringify(error)}`);
}

describe('starting an execution', () => {
  it('writes it down, sends it once and gives it the chain’s Root', async () => {
    await create('once', WAITING);
    const input = asked('once', { input: '{"n":1,"__rerun":{"v":1}}' });
    const [first, second] = await Promise.all([
      startExecution(test.runtime, input),
      startExecution(test.runtime, input),
    ]);
    expect(second).toEqual(first);
    const operation = await awaitOperation(test.runtime, first.operationId);
    const executionArn = executionArnOf(arnOf('once'), `reprise-${first.operationId}`);
    expect(operation).toMatchObject({ kind: 'start-execution', status: 'answered', executionArn });
    const execution = await describeExecution(test.runtime.aws, executionArn);
    expect(execution.input).toBe('{"n":1}');
    expect(execution.traceHeader).toContain(`Root=${operation.traceId}`);
    expect(await startExecution(test.runtime, input)).toEqual(first);
  });

  it('settles a lost reply by what DescribeExecution shows', async () => {
    await create('lost', WAITING);
    await test.fault({ kind: 'lost-reply', operation: 'StartExecution', probability: 1, count: 1 });
    const operation = await start('lost');
    expect(operation.status).toBe('answered');
    const { items } = await listExecutions(test.runtime, { name: 'lost', withinMs: 60_000, limit: 10 });
    expect(items).toHaveLength(1);
  });

  it('settles later, by a look alone, what could not be settled at once', async () => {
    await create('later', WAITING);
    await test.fault(
      { kind: 'lost-reply', operation: 'StartExecution', probability: 1, count: 1 },
      { kind: 'access-denied', operation: 'DescribeExecution', probability: 1 },
    );
    const operation = await start('later');
    expect(operation.status).toBe('unconfirmed');
    await settleExecutions(test.runtime);
    expect((await test.runtime.store.operations.find(operation.operationId))?.status).toBe('unconfirmed');
    await test.fault();
    await settleExecutions(test.runtime);
    expect(await test.runtime.store.operations.find(operation.operationId)).toMatchObject({
      status: 'answered',
      executionArn: executionArnOf(arnOf('later'), `reprise-${operation.operationId}`),
    });
  });

  it('fails in words where AWS refuses, and nothing runs', async () => {
    await create('denied', PASS);
    await test.fault({ kind: 'access-denied', operation: 'StartExecution', probability: 1 });
    const operation = await start('denied');
    expect(operation).toMatchObject({
      status: 'failed',
      error: { code: 'access-denied', message: expect.stringContaining('states:StartExecution') },
    });
  });

  it('refuses at the field what cannot be', async () => {
    await create('strict', WAITING);
    const large = JSON.stringify('x'.repeat(262_144));
    const attempt = (name: string, more: object = {}) =>
      refusal(startExecution(test.runtime, asked(name, more)));
    expect(await attempt('strict', { input: large })).toMatchObject({
      code: 'payload-too-large',
      field: 'input',
    });
    expect(await attempt('strict', { input: '{' })).toMatchObject({ code: 'invalid-input', field: 'input' });
    expect(await attempt('nobody')).toMatchObject({ code: 'not-found', field: 'name' });
    expect(await attempt('strict', { hopId: 'gone' })).toMatchObject({ code: 'not-found', field: 'hopId' });
    await start('strict', { name: 'order-1' });
    expect(await attempt('strict', { name: 'order-1' })).toMatchObject({ code: 'conflict', field: 'name' });
  });

  it('knows an Express execution by AWS’s answer', async () => {
    await create('quick', PASS, 'EXPRESS');
    const operation = await start('quick');
    expect(operation).toMatchObject({
      status: 'answered',
      executionArn: expect.stringContaining(':express:quick:'),
    });
  });
});

describe('acting on an execution', () => {
  it('stops it with its reason and redrives it, each once', async () => {
    await create('acts', WAITING);
    const executionArn = (await start('acts')).executionArn ?? '';
    const stop = {
      operationId: randomUUID(),
      executionArn,
      act: 'stop' as const,
      error: 'Enough',
      cause: 'c',
    };
    const first = await actOnExecution(test.runtime, stop);
    expect(await awaitOperation(test.runtime, first.operationId)).toMatchObject({
      kind: 'stop-execution',
      status: 'answered',
    });
    expect(await actOnExecution(test.runtime, stop)).toEqual(first);
    expect(await describeExecution(test.runtime.aws, executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'c',
    });
    await test.fault({ kind: 'lost-reply', operation: 'RedriveExecution', probability: 1, count: 1 });
    expect(await act(executionArn, 'redrive')).toMatchObject({
      kind: 'redrive-execution',
      status: 'answered',
    });
    expect(await describeExecution(test.runtime.aws, executionArn)).toMatchObject({ redriveCount: 1 });
    expect(await refusal(act(executionArn, 'redrive'))).toMatchObject({ code: 'conflict' });
    await test.fault({ kind: 'lost-reply', operation: 'StopExecution', probability: 1, count: 1 });
    expect(await act(executionArn, 'stop')).toMatchObject({ status: 'answered' });
    expect(await refusal(act(executionArn, 'stop'))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('ABORTED'),
    });
  });

  it('misses what is not there', async () => {
    const none = executionArnOf(arnOf('acts'), 'none');
    expect(await refusal(act(none, 'stop'))).toMatchObject({ code: 'not-found', field: 'executionArn' });
  });
});

describe('looking at state machines and executions', () => {
  it('shows an execution’s states along the graph that it started with', async () => {
    await create('retrying', RETRYING);
    const { executionArn } = await start('retrying', { name: 'one', input: '{"a":1}' });
    await ended(executionArn ?? '');
    const execution = await getExecution(test.runtime, { name: 'retrying', executionName: 'one' });
    expect(execution).toMatchObject({
      name: 'one',
      status: 'FAILED',
      error: 'Broken',
      cause: 'on purpose',
      input: '{"a":1}',
      truncated: false,
    });
    expect(execution.graph?.nodes.map(({ id }) => id)).toContain('Both/Call');
    const told = execution.visits.map(({ stateId, status, branch, attempts }) => ({
      stateId,
      status,
      branch,
      attempts: attempts.map(({ attempt, error }) => [attempt, error]),
    }));
    expect(told).toEqual([
      { stateId: 'Both', status: 'succeeded', branch: null, attempts: [] },
      {
        stateId: 'Both/Call',
        status: 'succeeded',
        branch: '0',
        attempts: [
          [1, 'Error'],
          [2, null],
        ],
      },
      { stateId: 'Both/Idle', status: 'succeeded', branch: '1', attempts: [] },
      { stateId: 'Broken', status: 'failed', branch: null, attempts: [] },
    ]);
    const [, call] = execution.visits;
    expect(call?.attempts[1]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('reads a long history in pages, and a closed one once', async () => {
    const items = Array.from({ length: 400 }, (_, index) => index);
    const inner = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
    await create('long', {
      StartAt: 'M',
      States: { M: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: inner, End: true } },
    });
    const { executionArn } = await start('long', { name: 'one', input: JSON.stringify({ items }) });
    await ended(executionArn ?? '');
    const ref = { name: 'long', executionName: 'one' };
    const read = await until(async () => {
      const execution = await getExecution(test.runtime, ref);
      // the history may be read before the answer of the start is written down
      return execution.truncated || execution.operationId === null ? null : execution;
    });
    expect(read.eventCount).toBeGreaterThan(1_600);
    expect(read.visits).toHaveLength(401);
    expect(read.visits.at(-1)).toMatchObject({ stateId: 'M/I', branch: '399', status: 'succeeded' });
    await test.fault({ kind: 'access-denied', operation: 'GetExecutionHistory', probability: 1 });
    expect(await getExecution(test.runtime, ref)).toEqual(read);
  });

  it('reads on where a running history was left', async () => {
    await create('growing', { StartAt: 'P', States: { P: { Type: 'Pass', Next: 'W' }, ...WAITING.States } });
    const ref = { name: 'growing', executionName: 'one' };
    const { executionArn } = await start('growing', { name: 'one' });
    await until(async () => (await getExecution(test.runtime, ref)).visits.at(-1)?.stateId === 'W');
    await act(executionArn ?? '', 'stop');
    const stopped = await getExecution(test.runtime, ref);
    expect(stopped.status).toBe('ABORTED');
    expect(stopped.visits.map(({ stateId, status }) => [stateId, status])).toEqual([
      ['P', 'succeeded'],
      ['W', 'aborted'],
    ]);
  });

  it('lists them with status, of AWS where they are not followed', async () => {
    await create('many', WAITING);
    for (const name of ['a', 'b', 'c']) await start('many', { name });
    await act(executionArnOf(arnOf('many'), 'b'), 'stop');
    await watchStateMachine(test.runtime, { stateMachineArn: arnOf('many'), watched: false });
    const query = { name: 'many', withinMs: 60_000 };
    const first = await listExecutions(test.runtime, { ...query, limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(['c', 'b']);
    const next = await listExecutions(test.runtime, { ...query, limit: 2, cursor: first.nextCursor ?? '' });
    expect(next).toMatchObject({ items: [{ name: 'a' }], nextCursor: null });
    const stopped = await listExecutions(test.runtime, { ...query, limit: 10, status: 'ABORTED' });
    expect(stopped.items).toMatchObject([{ name: 'b', status: 'ABORTED' }]);
    const wrong = refusal(listExecutions(test.runtime, { ...query, limit: 2, cursor: 'x' }));
    expect(await wrong).toMatchObject({ code: 'invalid-input', field: 'cursor' });
  });

  it('lists state machines with what they run', async () => {
    const { items } = await listStateMachines(test.runtime);
    const retrying = items.find(({ name }) => name === 'retrying');
    expect(retrying).toMatchObject({ type: 'STANDARD', functionNames: ['flaky'], watched: true });
    expect(items.map(({ name }) => name)).toEqual(items.map(({ name }) => name).sort());
    await watchStateMachine(test.runtime, { stateMachineArn: arnOf('retrying'), watched: false });
    expect(await getStateMachine(test.runtime, { name: 'retrying' })).toMatchObject({
      watched: false,
      roleArn: ANY_ROLE,
      definition: JSON.stringify(RETRYING),
      definitionProblem: null,
      loggingLevel: 'OFF',
    });
  });

  it('misses in words what is not there', async () => {
    expect(await refusal(getStateMachine(test.runtime, { name: 'none' }))).toMatchObject({
      code: 'not-found',
    });
    const ref = { name: 'once', executionName: 'none' };
    expect(await refusal(getExecution(test.runtime, ref))).toMatchObject({ field: 'executionName' });
  });
});
