import { afterAll, beforeAll, expect, test } from 'vitest';
import { redriveExecution } from '../aws/redrive-execution.ts';
import { startTestStates, type TestStates } from '../sandbox/services/states/testing/start-test-states.ts';
import type { HopRow, Store } from '../store/store.ts';
import { startTestCollector, type TestCollector } from '../testing/start-test-collector.ts';
import { until } from '../testing/until.ts';
import type { Collector } from './collector.ts';

let states: TestStates;
let collecting: TestCollector;
let store: Store;
let collector: Collector;

beforeAll(async () => {
  states = await startTestStates();
  for (const name of ['ask', 'flaky', 'plain', 'inner', 'broken']) await states.createFunction(name);
  collecting = await startTestCollector(states.endpoint);
  store = collecting.store;
  collector = collecting.collect();
});
afterAll(async () => {
  await collecting.stop();
  await states.stop();
  expect(states.bugs).toEqual([]);
});

const invoke = (functionName: string, payload: unknown, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: states.functionArn(functionName), Payload: payload },
  ...more,
});
const machine = (name: string, startAt: string, given: object) =>
  states.createMachine(name, { QueryLanguage: 'JSONata', StartAt: startAt, States: given });

/** The hops of an execution's chain in order of start, once it has stopped in the store and their ends are known. */
async function chainOf(executionArn: string, count: number): Promise<HopRow[]> {
  return until(async () => {
    const row = await store.executions.find(executionArn);
    if (row === null || row.status === 'RUNNING' || row.chainId === null) return null;
    const { rows } = await store.hops.list(row.chainId, { limit: 100, cursor: null });
    return rows.length === count && rows.every((hop) => hop.endedAt !== null && hop.logStreamName !== null)
      ? rows
      : null;
  });
}
const said = (hops: readonly HopRow[]) =>
  hops.map((hop) => {
    const parent = hops.findIndex((other) => other.hopId === hop.parentHopId);
    return `${hop.functionName} ${hop.status} ${hop.via} ${hop.attempt} ← ${parent}`;
  });

test('a loop with waits is one chain, its payloads and answers known', async () => {
  const arn = await machine('looping', 'Begin', {
    Begin: { Type: 'Pass', Assign: { poll: 1 }, Next: 'Ask' },
    Ask: invoke('ask', { poll: '{% $poll %}' }, { Assign: { poll: '{% $poll + 1 %}' }, Next: 'Ready?' }),
    'Ready?': { Type: 'Choice', Choices: [{ Condition: '{% $poll > 3 %}', Next: 'Done' }], Default: 'Rest' },
    Rest: { Type: 'Wait', Seconds: 20, Next: 'Ask' },
    Done: { Type: 'Succeed' },
  });
  const executionArn = await states.start(arn, { order: 1 });
  const hops = await chainOf(executionArn, 3);
  expect(said(hops)).toEqual([
    'ask succeeded stepfunctions 1 ← -1',
    'ask succeeded stepfunctions 2 ← 0',
    'ask succeeded stepfunctions 3 ← 1',
  ]);
  const chain = await until(async () => {
    const found = await store.chains.find(executionArn);
    return found?.status === 'waiting' || found?.status === 'running' ? null : found;
  });
  expect(chain).toMatchObject({ status: 'succeeded', hopCount: 3 });
  const detail = await store.hops.find(hops[1]?.hopId ?? '');
  expect(detail).toMatchObject({
    payload: { source: 'history', text: '{"poll":2}' },
    task: { stateName: 'Ask', joinedBy: 'exact' },
  });
  expect(JSON.parse(detail?.response?.text ?? '')).toEqual({ poll: 2 });
  expect((await collector.health()).stateMachines).toContainEqual(
    expect.objectContaining({ name: 'looping', status: 'following', problem: null }),
  );
  const known = (await store.executions.machines()).find((row) => row.name === 'looping');
  expect(known?.definition).toContain('"Ready?"');
});

test('tries again and direct tasks are joined by trace or time, and a failed execution fails its chain', async () => {
  const arn = await machine('retrying', 'Flaky', {
    Flaky: invoke(
      'flaky',
      { fail: 2, errorName: 'Pending' },
      { Retry: [{ ErrorEquals: ['Pending'], IntervalSeconds: 60, MaxAttempts: 3 }], Next: 'Plain' },
    ),
    Plain: { Type: 'Task', Resource: states.functionArn('plain'), Next: 'Over' },
    Over: { Type: 'Fail', Error: 'TooLate' },
  });
  const executionArn = await states.start(arn);
  const hops = await chainOf(executionArn, 4);
  expect(said(hops)).toEqual([
    'flaky failed stepfunctions 1 ← -1',
    'flaky failed stepfunctions 2 ← 0',
    'flaky succeeded stepfunctions 3 ← 1',
    'plain succeeded stepfunctions 1 ← 2',
  ]);
  expect(hops.map((hop) => hop.task?.joinedBy)).toEqual([
    expect.stringMatching(/trace|time/),
    expect.stringMatching(/trace|time/),
    'exact',
    expect.stringMatching(/trace|time/),
  ]);
  expect(await store.chains.find(executionArn)).toMatchObject({
    status: 'failed',
    ending: 'The execution failed with TooLate',
  });
});

test('branches and nested executions are of one chain', async () => {
  const inner = await machine('nested', 'Inner', { Inner: invoke('inner', { n: 1 }, { End: true }) });
  const branch = (name: string) => ({
    StartAt: name,
    States: { [name]: invoke('ask', { name }, { End: true }) },
  });
  const arn = await machine('around', 'Both', {
    Both: { Type: 'Parallel', Branches: [branch('Left'), branch('Right')], Next: 'Nest' },
    Nest: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn: inner, Input: {} },
      Next: 'After',
    },
    After: invoke('plain', {}, { End: true }),
  });
  const executionArn = await states.start(arn);
  const hops = await chainOf(executionArn, 4);
  const names = hops.map((hop) => hop.task?.stateName);
  expect(names.toSorted()).toEqual(['After', 'Inner', 'Left', 'Right']);
  const parents = new Map(
    hops.map((hop) => [hop.task?.stateName, hops.find((one) => one.hopId === hop.parentHopId)]),
  );
  expect(parents.get('Inner')?.task?.stateName).toBe(parents.get('After')?.task?.stateName);
  expect(parents.get('After')?.functionName).toBe('ask');
  expect(hops.every((hop) => hop.via === 'stepfunctions')).toBe(true);
});

test('nothing is lost or doubled of what happens while the collector is away, and a redrive goes on', async () => {
  const arn = await machine('redriven', 'First', {
    First: invoke('ask', {}, { Next: 'Broken' }),
    Broken: invoke('broken', { fail: 1 }, { End: true }),
  });
  await collector.stop();
  const executionArn = await states.start(arn);
  await states.ended(executionArn);
  collector = collecting.collect();
  expect(said(await chainOf(executionArn, 2))).toEqual([
    'ask succeeded stepfunctions 1 ← -1',
    'broken failed stepfunctions 1 ← 0',
  ]);
  await collector.stop();
  await redriveExecution(collecting.aws, { executionArn, clientToken: 'once' });
  collector = collecting.collect();
  const hops = await until(async () => {
    const row = await store.executions.find(executionArn);
    if (row?.status !== 'SUCCEEDED' || row.chainId === null) return null;
    const { rows } = await store.hops.list(row.chainId, { limit: 100, cursor: null });
    return rows.length === 3 && rows.every((hop) => hop.logStreamName !== null) ? rows : null;
  });
  expect(said(hops).at(-1)).toBe('broken succeeded stepfunctions 2 ← 1');
  expect(await store.chains.find(executionArn)).toMatchObject({ status: 'recovered' });
});
