import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from './store.ts';
import type { ExecutionBatch, ExecutionFacts, ExecutionTask } from './store-executions.ts';
import {
  batchOf,
  eventsOf,
  type RunOfTest,
  requestIdOf,
  TEST_START_MS,
  traceIdOf,
} from './testing/log-lines.ts';
import { testEngines } from './testing/test-stores.ts';

const PLACE = 'arn:aws:states:us-east-1:000000000000';

describe.each(testEngines())('executions on $name', (engine) => {
  let store: Store;
  beforeAll(async () => {
    store = await engine.open();
  });
  afterAll(() => engine.close());

  let last = 0;
  const fresh = () => {
    last += 1;
    const own = 0xe00000 + last * 64;
    const machine = `poller-${last}`;
    return {
      machine,
      executionArn: `${PLACE}:execution:${machine}:run-1`,
      functionName: `work-${last}`,
      startMs: TEST_START_MS + last * 3_600_000,
      traceId: traceIdOf(own),
      requestId: (n: number) => requestIdOf(own + n),
    };
  };
  type Ids = ReturnType<typeof fresh>;
  const factsOf = (ids: Ids, more: Partial<ExecutionFacts> = {}): ExecutionFacts => ({
    executionArn: ids.executionArn,
    stateMachineArn: `${PLACE}:stateMachine:${ids.machine}`,
    stateMachineName: ids.machine,
    name: 'run-1',
    status: 'RUNNING',
    startedAt: new Date(ids.startMs),
    stoppedAt: null,
    redriveCount: 0,
    redrivenAt: null,
    error: null,
    cause: null,
    input: '{"order":1}',
    output: null,
    traceHeader: null,
    parentExecutionArn: null,
    ...more,
  });
  /** The nth task: scheduled each 10 s, running for 100 ms, after the one before. */
  const taskOf = (ids: Ids, n: number, more: Partial<ExecutionTask> = {}): ExecutionTask => ({
    eventId: n * 5 + 3,
    stateName: 'Work',
    attempt: 1,
    run: n + 1,
    functionName: ids.functionName,
    functionArn: null,
    requestId: ids.requestId(n),
    scheduledAt: new Date(ids.startMs + n * 10_000),
    startedAt: new Date(ids.startMs + n * 10_000 + 20),
    endedAt: new Date(ids.startMs + n * 10_000 + 200),
    error: null,
    traceHeader: null,
    payload: `{"n":${n}}`,
    response: `{"done":${n}}`,
    causeEventIds: n === 0 ? [] : [n * 5 - 2],
    earlierEventIds: [],
    fromStart: n <= 1,
    ...more,
  });
  const batch = (ids: Ids, tasks: ExecutionTask[], more: Partial<ExecutionBatch> = {}): ExecutionBatch => ({
    execution: factsOf(ids),
    tasks,
    children: [],
    published: [],
    lastEventId: tasks.at(-1)?.eventId ?? 1,
    complete: false,
    ...more,
  });
  const run = (ids: Ids, n: number, story: Partial<RunOfTest> = {}) =>
    store.ingest.logEvents(
      batchOf(
        eventsOf({
          requestId: ids.requestId(n),
          functionName: ids.functionName,
          startMs: ids.startMs + n * 10_000 + 50,
          durationMs: 100,
          ...story,
        }),
      ),
    );
  const hopOf = async (requestId: string) => {
    const hop = await store.hops.findByRequestId(requestId);
    if (hop === null) throw new Error(`no hop of ${requestId}`);
    return hop;
  };
  const succeeded = (ids: Ids): Partial<ExecutionFacts> => ({
    status: 'SUCCEEDED',
    stoppedAt: new Date(ids.startMs + 60_000),
    output: '{}',
  });

  it('keeps state machines, watched or not, and what their executions did', async () => {
    const ids = fresh();
    const stateMachineArn = `${PLACE}:stateMachine:${ids.machine}`;
    const machine = {
      stateMachineArn,
      name: ids.machine,
      type: 'STANDARD' as const,
      definition: '{}',
      roleArn: null,
    };
    await store.executions.upsertMachines([machine]);
    await store.executions.setWatched(stateMachineArn, true);
    await store.executions.upsertMachines([machine]);
    const known = (await store.executions.machines()).find((row) => row.name === ids.machine);
    expect(known).toMatchObject({ ...machine, watchedByPage: true, listedThroughAt: null });
    const listedThroughAt = new Date(ids.startMs);
    const executions = [0, 1, 2].map((n) =>
      factsOf(ids, {
        executionArn: `${ids.executionArn}-${n}`,
        name: `run-1-${n}`,
        startedAt: new Date(ids.startMs + n),
        input: null,
        ...(n === 1 ? { status: 'FAILED', error: 'Pending' } : {}),
      }),
    );
    await store.ingest.executions({ stateMachineArn, executions, listedThroughAt });
    const filter = { stateMachineArn, status: null, from: new Date(0) };
    const first = await store.executions.list(filter, { limit: 2, cursor: null });
    const second = await store.executions.list(filter, { limit: 2, cursor: first.nextCursor });
    expect([...first.rows, ...second.rows].map((row) => row.name)).toEqual(['run-1-2', 'run-1-1', 'run-1-0']);
    expect(second.nextCursor).toBeNull();
    const failed = await store.executions.list({ ...filter, status: 'FAILED' }, { limit: 2, cursor: null });
    expect(failed.rows).toMatchObject([{ name: 'run-1-1', error: 'Pending', chainId: null, hopCount: 0 }]);
    expect((await store.executions.machines()).find((row) => row.name === ids.machine)).toMatchObject({
      listedThroughAt,
    });
    expect(
      (await store.executions.figures()).find((row) => row.stateMachineArn === stateMachineArn),
    ).toMatchObject({
      runningCount: 2,
      lastStartedAt: new Date(ids.startMs + 2),
    });
    await store.executions.deleteMissingMachines([]);
    expect((await store.executions.machines()).some((row) => row.name === ids.machine)).toBe(false);
  });

  it('makes one chain of its tasks, waiting while it runs, whatever comes first', async () => {
    const ids = fresh();
    await run(ids, 1);
    await store.ingest.execution(batch(ids, [taskOf(ids, 0), taskOf(ids, 1)]));
    const second = await hopOf(ids.requestId(1));
    const first = await hopOf(ids.requestId(0));
    expect(second).toMatchObject({
      chainId: first.chainId,
      parentHopId: first.hopId,
      via: 'stepfunctions',
      attempt: 2,
      link: { strength: 'exact', evidence: [{ kind: 'history', value: ids.executionArn }] },
      payload: { source: 'history', text: '{"n":1}' },
      response: { source: 'history', text: '{"done":1}' },
      task: { stateName: 'Work', executionArn: ids.executionArn },
    });
    expect(first).toMatchObject({
      status: 'succeeded',
      via: 'stepfunctions',
      invocationType: 'RequestResponse',
    });
    const chain = await store.chains.find(ids.executionArn);
    expect(chain).toMatchObject({
      chainId: first.chainId,
      status: 'waiting',
      nextExpectedBy: null,
      hopCount: 2,
    });
    const again = await store.ingest.execution(batch(ids, [taskOf(ids, 0), taskOf(ids, 1)]));
    expect(again.changedChainIds).toEqual([]);
    await store.ingest.execution(
      batch(ids, [], { execution: factsOf(ids, succeeded(ids)), lastEventId: 20, complete: true }),
    );
    expect(await store.chains.find(ids.executionArn)).toMatchObject({ status: 'succeeded' });
    expect(
      (await store.executions.openArns(1_000)).some((row) => row.executionArn === ids.executionArn),
    ).toBe(false);
    // an older answer of AWS comes late
    await store.ingest.execution(batch(ids, [taskOf(ids, 0)]));
    expect(await store.executions.find(ids.executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      lastEventId: 20,
    });
    expect(await store.executions.hopsOf(ids.executionArn)).toMatchObject([
      { eventId: 3, hopId: first.hopId, joinedBy: 'exact' },
      { eventId: 8, hopId: second.hopId, joinedBy: 'exact' },
    ]);
    const timeline = await store.chains.timeline(first.chainId, null);
    expect(timeline.executions).toEqual([
      {
        executionArn: ids.executionArn,
        name: 'run-1',
        stateMachineName: ids.machine,
        status: 'SUCCEEDED',
        startMs: 0,
        endMs: 60_000,
      },
    ]);
    expect(timeline.executionIndex).toEqual([0, 0]);
  });

  it('fails with its execution, is recovered where a failure was caught, and goes on by a redrive', async () => {
    const caught = fresh();
    await run(caught, 0, { errorType: 'Pending' });
    const end = { lastEventId: 20, complete: true };
    const failing = taskOf(caught, 0, { error: 'Pending', response: '{"errorMessage":"not yet"}' });
    await store.ingest.execution(
      batch(caught, [failing], { ...end, execution: factsOf(caught, succeeded(caught)) }),
    );
    expect(await store.chains.find(caught.executionArn)).toMatchObject({ status: 'recovered' });

    const failed = fresh();
    const stopped = { stoppedAt: new Date(failed.startMs + 60_000) };
    const facts = factsOf(failed, { ...stopped, status: 'FAILED', error: 'TooLate' });
    await store.ingest.execution(batch(failed, [taskOf(failed, 0)], { ...end, execution: facts }));
    expect(await store.chains.find(failed.executionArn)).toMatchObject({
      status: 'failed',
      ending: 'The execution failed with TooLate',
    });
    const redriven = factsOf(failed, { redriveCount: 1, redrivenAt: new Date(failed.startMs + 90_000) });
    await store.ingest.execution(batch(failed, [], { execution: redriven, lastEventId: 21 }));
    expect(await store.chains.find(failed.executionArn)).toMatchObject({ status: 'waiting' });
    const aborted = factsOf(failed, { ...stopped, redriveCount: 1, status: 'ABORTED' });
    await store.ingest.execution(batch(failed, [], { execution: aborted, lastEventId: 22, complete: true }));
    expect(await store.chains.find(failed.executionArn)).toMatchObject({
      status: 'cut',
      ending: 'Its execution was stopped',
    });
  });

  it('is started by the run that says so, by an operation, and by the execution around it', async () => {
    const ids = fresh();
    const starter = requestIdOf(0xf00000 + last * 16);
    await store.ingest.execution(batch(ids, [taskOf(ids, 0)]));
    const marker = JSON.stringify({
      rerun: {
        v: 1,
        via: 'stepfunctions',
        requestId: starter,
        attempt: 1,
        next: { executionArn: ids.executionArn },
      },
    });
    await run(ids, 0, {
      requestId: starter,
      functionName: 'starter',
      startMs: ids.startMs - 1_000,
      lines: [marker],
    });
    const hop = await hopOf(starter);
    expect(await hopOf(ids.requestId(0))).toMatchObject({ parentHopId: hop.hopId, chainId: hop.chainId });
    expect(await store.executions.find(ids.executionArn)).toMatchObject({
      startedBy: { hopId: hop.hopId, functionName: 'starter' },
      hopCount: 1,
    });

    const next = fresh();
    const operationId = randomUUID();
    await store.operations.create({
      operationId,
      kind: 'start-execution',
      functionName: null,
      functionArn: null,
      invocationType: null,
      stateMachineArn: factsOf(next).stateMachineArn,
      executionArn: next.executionArn,
      payload: '{}',
      traceId: next.traceId,
      parentHopId: hop.hopId,
      separate: false,
      instanceId: 'instance-1',
      idempotencyKey: null,
      fingerprint: 'start',
    });
    await store.operations.markSent(operationId);
    await store.ingest.execution(batch(next, [taskOf(next, 0)]));
    const started = await store.operations.markStarted(operationId, {
      executionArn: next.executionArn,
      at: new Date(next.startMs),
    });
    expect(started).toMatchObject({ kind: 'start-execution', status: 'answered', chainId: hop.chainId });
    expect(await hopOf(next.requestId(0))).toMatchObject({
      chainId: hop.chainId,
      parentHopId: hop.hopId,
      via: 'stepfunctions',
      link: { evidence: [{ kind: 'history' }, { kind: 'operation', value: operationId }] },
    });
    expect(await store.executions.find(next.executionArn)).toMatchObject({ operationId });

    const child = fresh();
    await store.ingest.execution(batch(child, [taskOf(child, 0)]));
    const children = [{ executionArn: child.executionArn, at: new Date(child.startMs), causeEventIds: [3] }];
    await store.ingest.execution(batch(next, [], { children, lastEventId: 30 }));
    const around = await hopOf(next.requestId(0));
    expect(await hopOf(child.requestId(0))).toMatchObject({
      chainId: hop.chainId,
      parentHopId: around.hopId,
    });
    expect(await store.executions.find(child.executionArn)).toMatchObject({
      parentExecutionArn: next.executionArn,
    });
  });

  it('holds first tasks together of which nobody says what started them', async () => {
    const ids = fresh();
    const beside = { causeEventIds: [], fromStart: true };
    await store.ingest.execution(batch(ids, [taskOf(ids, 0)]));
    await store.ingest.execution(batch(ids, [taskOf(ids, 1, beside), taskOf(ids, 2, beside)]));
    const chain = await store.chains.find(ids.executionArn);
    expect(chain?.hopCount).toBe(3);
    const joining = taskOf(ids, 3, { causeEventIds: [13, 8], earlierEventIds: [3] });
    await store.ingest.execution(batch(ids, [joining]));
    expect(await hopOf(ids.requestId(3))).toMatchObject({
      chainId: chain?.chainId,
      parentHopId: (await hopOf(ids.requestId(2))).hopId,
    });
  });

  it('finds the run of a task by its time where the history names none, until that is not certain', async () => {
    const ids = fresh();
    await run(ids, 0);
    await store.ingest.execution(
      batch(ids, [taskOf(ids, 0, { requestId: null }), taskOf(ids, 1, { requestId: null })]),
    );
    expect(await hopOf(ids.requestId(0))).toMatchObject({ via: 'stepfunctions', task: { joinedBy: 'time' } });
    await run(ids, 1);
    const [first, second] = [await hopOf(ids.requestId(0)), await hopOf(ids.requestId(1))];
    expect(second).toMatchObject({
      parentHopId: first.hopId,
      payload: null,
      link: {
        strength: 'guess',
        evidence: expect.arrayContaining([expect.objectContaining({ kind: 'time' })]),
      },
    });
    expect(await store.executions.hopsOf(ids.executionArn)).toMatchObject([
      { joinedBy: 'time' },
      { joinedBy: 'time' },
    ]);
    // another run of the function that fits as well
    await run(ids, 1, { requestId: ids.requestId(9) });
    expect(await hopOf(ids.requestId(1))).toMatchObject({ parentHopId: null, task: null });
    expect((await hopOf(ids.requestId(1))).chainId).not.toBe(first.chainId);
    expect(await store.executions.hopsOf(ids.executionArn)).toHaveLength(1);
  });

  it('finds it too once another execution’s history names the run that fitted as well', async () => {
    const ids = fresh();
    const outer = { ...fresh(), functionName: ids.functionName, startMs: ids.startMs };
    await run(ids, 0);
    await run(outer, 0);
    await store.ingest.execution(batch(ids, [taskOf(ids, 0, { requestId: null })]));
    expect(await store.executions.hopsOf(ids.executionArn)).toEqual([]);
    await store.ingest.execution(batch(outer, [taskOf(outer, 0)]));
    expect(await store.executions.hopsOf(ids.executionArn)).toMatchObject([
      { requestId: ids.requestId(0), joinedBy: 'time' },
    ]);
    expect(await store.executions.hopsOf(outer.executionArn)).toMatchObject([{ joinedBy: 'exact' }]);
  });

  it('gives up the run of a task that another execution’s history names', async () => {
    const ids = fresh();
    const outer = { ...fresh(), functionName: ids.functionName, startMs: ids.startMs };
    await run(outer, 0);
    await store.ingest.execution(batch(ids, [taskOf(ids, 0, { requestId: null })]));
    expect(await store.executions.hopsOf(ids.executionArn)).toHaveLength(1);
    await store.ingest.execution(batch(outer, [taskOf(outer, 0)]));
    expect(await store.executions.hopsOf(ids.executionArn)).toEqual([]);
    expect((await hopOf(outer.requestId(0))).task).toMatchObject({ executionArn: outer.executionArn });
  });

  it('settles a start whose reply was lost by the execution of its name', async () => {
    const ids = fresh();
    const operationId = randomUUID();
    const name = { name: operationId, executionArn: `${PLACE}:execution:${ids.machine}:${operationId}` };
    await store.operations.create({
      operationId,
      kind: 'start-execution',
      functionName: null,
      functionArn: null,
      invocationType: null,
      stateMachineArn: factsOf(ids).stateMachineArn,
      executionArn: name.executionArn,
      payload: '{}',
      traceId: ids.traceId,
      parentHopId: null,
      separate: true,
      instanceId: 'gone',
      idempotencyKey: null,
      fingerprint: 'start',
    });
    await store.operations.markSent(operationId);
    await store.operations.recover(['instance-1']);
    expect(await store.operations.reconcile()).toEqual([]);
    const execution = factsOf(ids, { ...name, startedAt: new Date() });
    await store.ingest.executions({
      stateMachineArn: execution.stateMachineArn,
      executions: [execution],
      listedThroughAt: null,
    });
    expect(await store.operations.reconcile()).toMatchObject([
      { operationId, status: 'answered', executionArn: name.executionArn },
    ]);
  });
});
