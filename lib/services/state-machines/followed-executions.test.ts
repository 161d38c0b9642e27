import { randomUUID } from 'node:crypto';
import { CreateStateMachineCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExecutionDetail } from '../../contract/state-machine.ts';
import { executionArnOf } from '../../domain/target-arn.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { awaitOperation } from '../operation/await-operation.ts';
import { readHealth } from '../read-health.ts';
import { getExecution } from './get-execution.ts';
import { listExecutions } from './list-executions.ts';
import { listStateMachines } from './list-state-machines.ts';
import { startExecution } from './start-execution.ts';

/** Fails as often as its event says, then answers. */
const FLAKY = `const calls = new Map();
export const handler = async ({ key, fail = 0 }) => {
  const call = (calls.get(key) ?? 0) + 1;
  calls.set(key, call);
  if (call <= fail) throw Object.assign(new Error('not yet'), { name: 'NotYet' });
  return { key, call };
};`;

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.createFunction('flaky', FLAKY);
});
afterAll(() => test.stop());

const arnOf = (name: string) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;
const invoke = (key: string, fail: number, more: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'flaky', Payload: { key, fail } },
  ...more,
});
const startOf = (name: string, form: string, input: unknown, more: object = { End: true }) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${form}`,
  Arguments: { StateMachineArn: arnOf(name), Input: input },
  ...more,
});
const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });

async function create(name: string, startAt: string, states: object): Promise<void> {
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: startAt, States: states });
  const input = { name, definition, roleArn: 'arn:aws:iam::000000000000:role/any' };
  await test.runtime.aws.states.send(new CreateStateMachineCommand(input));
}

/** Starts an execution `one` from the page; answers what that shows once `count` of its runs are joined in its chain. */
async function followed(name: string, count: number, input = '{}'): Promise<ExecutionDetail> {
  const { operationId } = await startExecution(test.runtime, {
    operationId: randomUUID(),
    stateMachineName: name,
    name: 'one',
    input,
    hopId: null,
  });
  await awaitOperation(test.runtime, operationId);
  return until(async () => {
    const execution = await getExecution(test.runtime, { name, executionName: 'one' });
    const hops = execution.visits.flatMap(({ attempts }) => attempts.flatMap(({ hop }) => hop ?? []));
    const ended = hops.every(
      ({ status, chainId }) => chainId === execution.chainId && /succeeded|failed/.test(status),
    );
    return execution.status !== 'RUNNING' && hops.length === count && ended && execution;
  });
}
/** State and status of each visit with the end of its attempts' runs. */
const said = ({ visits }: ExecutionDetail) =>
  visits.map(({ stateId, status, attempts }) =>
    [stateId, status, ...attempts.map(({ hop }) => hop?.status ?? 'no run')].join(' '),
  );

it('joins three attempts of a followed execution with their runs, and lists it from the store', async () => {
  const retry = [{ ErrorEquals: ['NotYet'], IntervalSeconds: 200, MaxAttempts: 3 }];
  await create('retrying', 'Call', { Call: invoke('retrying', 2, { Retry: retry, End: true }) });
  const execution = await followed('retrying', 3);
  expect(execution).toMatchObject({ status: 'SUCCEEDED', hopCount: 3, ending: null });
  expect(said(execution)).toEqual(['Call succeeded failed failed succeeded']);
  const { chainId, operationId } = execution;
  expect(execution.visits[0]?.attempts).toMatchObject([
    { attempt: 1, error: 'NotYet', hop: { chainId } },
    { attempt: 2, error: 'NotYet', hop: { chainId } },
    { attempt: 3, error: null, hop: { chainId }, joinedBy: 'exact' },
  ]);
  expect(operationId).not.toBeNull();
  await until(async () => (await test.runtime.store.chains.find(chainId ?? ''))?.status === 'recovered');
  await until(async () => {
    const machines = await test.runtime.store.executions.machines();
    return machines.some(({ name, listedThroughAt }) => name === 'retrying' && listedThroughAt !== null);
  });
  const page = await listExecutions(test.runtime, { name: 'retrying', withinMs: 600_000, limit: 10 });
  expect(page.items).toMatchObject([{ chainId, hopCount: 3, status: 'SUCCEEDED' }]);
  await until(async () => {
    const { items } = await listStateMachines(test.runtime);
    const machine = items.find(({ name }) => name === 'retrying');
    return machine?.executionCount24h === 1 && machine.runningCount === 0 && machine.lastStartedAt !== null;
  });
});

const MEND = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }], Next: 'Mend' };
it.each([
  [
    'Parallel',
    {
      Type: 'Parallel',
      Branches: [
        branch('Left', invoke('left', 9)),
        branch('Right', { Type: 'Wait', Seconds: 1_000_000, End: true }),
      ],
      ...MEND,
    },
    ['Around/Left failed failed', 'Around/Right aborted'],
  ],
  [
    'Map',
    {
      Type: 'Map',
      Items: [9, 0],
      MaxConcurrency: 1,
      ItemProcessor: branch('One', invoke('one', 9)),
      ...MEND,
    },
    ['Around/One failed failed'],
  ],
])('goes on by another state where a %s fails', async (type, around, inner) => {
  const name = `caught-${type}`;
  await create(name, 'Around', { Around: around, Mend: invoke(`mend-${type}`, 0) });
  const execution = await followed(name, 2);
  const states = said(execution);
  expect(states[0]).toBe('Around caught');
  expect(states.at(-1)).toBe('Mend succeeded succeeded');
  expect(states.slice(1, -1)).toEqual(inner);
  expect(execution).toMatchObject({ status: 'SUCCEEDED', error: null });
});

it('holds a nested execution that it waits for in its chain, also where that fails', async () => {
  await create('inner', 'Work', {
    Work: invoke('inner', 1, { Next: 'Over' }),
    Over: { Type: 'Succeed' },
  });
  await create('outer', 'Begin', {
    Begin: invoke('outer', 0, { Next: 'Nest' }),
    Nest: startOf('inner', '.sync:2', {}, MEND),
    Mend: invoke('mend-nested', 0),
  });
  const outer = await followed('outer', 2);
  expect(said(outer)).toEqual([
    'Begin succeeded succeeded',
    'Nest caught no run',
    'Mend succeeded succeeded',
  ]);
  expect(outer.visits[1]?.attempts).toMatchObject([{ error: 'States.TaskFailed', requestId: null }]);
  const inner = await until(async () => {
    const { items } = await listExecutions(test.runtime, { name: 'inner', withinMs: 600_000, limit: 10 });
    return items[0]?.chainId === outer.chainId && items[0];
  });
  const ref = { name: 'inner', executionName: inner.name };
  expect(await getExecution(test.runtime, ref)).toMatchObject({
    status: 'FAILED',
    error: 'NotYet',
    parentExecutionArn: outer.executionArn,
    visits: [{ stateId: 'Work', status: 'failed' }],
  });
  const parents = await until(async () => {
    const { rows } = await test.runtime.store.hops.list(outer.chainId ?? '', { limit: 10, cursor: null });
    const parentOf = ({ parentHopId }: (typeof rows)[number]) =>
      rows.find(({ hopId }) => hopId === parentHopId);
    return (
      rows.length === 3 &&
      rows.map((hop) => `${hop.task?.stateName} ← ${parentOf(hop)?.task?.stateName ?? 'none'}`)
    );
  });
  expect(parents).toEqual(['Begin ← none', 'Work ← Begin', expect.stringMatching(/^Mend ← (Begin|Work)$/)]);
});

it('holds executions that start themselves anew in one chain', async () => {
  await create('again', 'Work', {
    Work: invoke('again', 0, { Output: '{% $states.input %}', Next: 'More?' }),
    'More?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.n < 3 %}', Next: 'Again' }],
      Default: 'Over',
    },
    Again: startOf('again', '', { n: '{% $states.input.n + 1 %}' }),
    Over: { Type: 'Succeed' },
  });
  const first = await followed('again', 1, '{"n":1}');
  const items = await until(async () => {
    const page = await listExecutions(test.runtime, { name: 'again', withinMs: 600_000, limit: 10 });
    return (
      page.items.length === 3 && page.items.every(({ chainId }) => chainId === first.chainId) && page.items
    );
  });
  const parents = await Promise.all(
    items.map(
      async ({ executionArn }) =>
        (await test.runtime.store.executions.find(executionArn))?.parentExecutionArn,
    ),
  );
  expect(parents).toEqual([items[1]?.executionArn, items[2]?.executionArn, null]);
  await until(async () => {
    const found = await test.runtime.store.chains.find(first.chainId ?? '');
    return found?.status === 'succeeded' && found.hopCount === 3;
  });
});

it('says in words that AWS ended an execution whose history was full', async () => {
  await create('endless', 'A', {
    A: { Type: 'Pass', Next: 'B' },
    B: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Over' }], Default: 'A' },
    Over: { Type: 'Succeed' },
  });
  const { operationId } = await startExecution(test.runtime, {
    operationId: randomUUID(),
    stateMachineName: 'endless',
    name: 'one',
    input: '{}',
    hopId: null,
  });
  await awaitOperation(test.runtime, operationId);
  const ref = { name: 'endless', executionName: 'one' };
  const execution = await until(async () => {
    const row = await test.runtime.store.executions.find(executionArnOf(arnOf('endless'), 'one'));
    if (row?.status !== 'FAILED') return null;
    const found = await getExecution(test.runtime, ref);
    return found.truncated ? null : found;
  }, 60_000);
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: expect.stringContaining('maximum number of history events'),
    ending: expect.stringContaining('its history was full'),
    eventCount: 25_000,
  });
  expect(execution.visits.some(({ status }) => status === 'failed')).toBe(false);
}, 90_000);

it('is told on the health page where AWS does not list state machines, until it does', async () => {
  const health = () => readHealth(test.runtime, new Date());
  await test.fault({ kind: 'access-denied', operation: 'ListStateMachines', probability: 1 });
  const denied = await until(async () => {
    const found = await health();
    return found.collector.stateMachineProblem !== null && found;
  });
  expect(denied).toMatchObject({
    status: 'degraded',
    aws: { reachable: true },
    collector: { stateMachineProblem: { code: 'access-denied' } },
  });
  expect(denied.collector.stateMachines.some(({ name }) => name === 'retrying')).toBe(true);
  await test.fault();
  await until(async () => (await health()).collector.stateMachineProblem === null);
});
