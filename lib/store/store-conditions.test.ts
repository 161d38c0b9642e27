import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from './store.ts';
import type { DueOperation, DueRerunRow, JudgedHop } from './store-conditions.ts';
import {
  batchOf,
  eventsOf,
  type RunOfTest,
  requestIdOf,
  TEST_START_MS,
  traceIdOf,
} from './testing/log-lines.ts';
import { testEngines } from './testing/test-stores.ts';

const INPUT = { when: '{"responsePayload":{"status":["PENDING"]}}', limits: { maxAttempts: 5 } };
const RESOURCES = {};

describe.each(testEngines())('conditions on $name', (engine) => {
  let store: Store;
  beforeAll(async () => {
    store = await engine.open();
  });
  afterAll(() => engine.close());

  let last = 0;
  const fresh = () => {
    last += 1;
    return {
      conditionId: randomUUID(),
      functionName: `poller-${last}`,
      requestId: requestIdOf(0x800000 + last * 16),
      traceId: traceIdOf(0x900000 + last),
      startMs: TEST_START_MS + last * 600_000,
    };
  };
  const save = (ids: { conditionId: string; functionName: string }, input: Record<string, unknown> = INPUT) =>
    store.conditions.save({ ...ids, name: `again ${ids.functionName}`, how: 'invoke', input });
  const deploy = (conditionId: string) =>
    store.conditions.setDeployed(conditionId, {
      version: 1,
      how: 'invoke',
      at: new Date(),
      paused: false,
      resources: RESOURCES,
    });
  const run = (story: RunOfTest) => store.ingest.logEvents(batchOf(eventsOf(story)));
  const unjudged = (conditionId: string, endedSince = new Date(0)) =>
    store.conditions.unjudged({ conditionId, endedSince, limit: 10 });
  const decision = (hop: JudgedHop, conditionId: string, decided: 'run-again' | 'stop' | 'undecidable') => ({
    conditionId,
    version: 1,
    hopId: hop.hopId,
    decision: decided,
    reason: 'status is PENDING',
    limit: null,
    fields: [{ path: 'responsePayload.status', actual: '"PENDING"' }],
    revision: hop.revision,
  });
  const dueOf = (hop: JudgedHop, conditionId: string, dueAt: Date) => ({
    dueRerunId: randomUUID(),
    conditionId,
    version: 1,
    hopId: hop.hopId,
    functionName: hop.functionName,
    payload: '{"order":1}',
    traceId: hop.traceId,
    attempt: hop.attempt + 1,
    dueAt,
  });
  const operationOf =
    (instanceId: string) =>
    (due: DueRerunRow): DueOperation => ({
      operationId: randomUUID(),
      functionArn: null,
      traceId: due.traceId ?? traceIdOf(1),
      instanceId,
      fingerprint: due.dueRerunId,
    });
  const claim = (
    conditionId: string,
    more: { now?: Date; instanceId?: string; ratePerSecond?: number } = {},
  ) =>
    store.conditions.claimDue({
      conditionId,
      now: more.now ?? new Date(),
      limit: 10,
      ratePerSecond: more.ratePerSecond ?? 100,
      operationOf: operationOf(more.instanceId ?? 'instance-1'),
    });
  /** A condition whose function ran once and has one re-run that is due since a minute. */
  const withDue = async () => {
    const ids = fresh();
    await save(ids);
    await deploy(ids.conditionId);
    await run({ ...ids, durationMs: 50 });
    const [hop] = await unjudged(ids.conditionId);
    if (hop === undefined) throw new Error('nothing to judge');
    const due = dueOf(hop, ids.conditionId, new Date(Date.now() - 60_000));
    await store.conditions.decide(decision(hop, ids.conditionId, 'run-again'), due);
    return { ...ids, hop, due };
  };

  it('saves a version for each change and none for the same again', async () => {
    const ids = fresh();
    expect(await save(ids)).toMatchObject({ version: 1, deployed: null, input: INPUT });
    expect(await save(ids)).toMatchObject({ version: 1 });
    expect(await save(ids, { ...INPUT, limits: { maxAttempts: 6 } })).toMatchObject({ version: 2 });
    expect((await store.conditions.versions(ids.conditionId)).map(({ version }) => version)).toEqual([2, 1]);
    await deploy(ids.conditionId);
    const row = await store.conditions.find(ids.conditionId);
    expect(row?.deployed).toMatchObject({ version: 1, how: 'invoke', paused: false });
    expect(row?.deployed?.at).toBeInstanceOf(Date);
    await store.conditions.remove(ids.conditionId);
    expect(await store.conditions.find(ids.conditionId)).toBeNull();
    expect(await store.conditions.versions(ids.conditionId)).toHaveLength(2);
  });

  it('judges what ended since it was deployed, each once, and again what it could not judge', async () => {
    const ids = fresh();
    await save(ids);
    await run({ ...ids, requestId: requestIdOf(0x8fff00 + last), traceId: traceIdOf(0xdfff00 + last) });
    await deploy(ids.conditionId);
    expect(await unjudged(ids.conditionId)).toEqual([]);
    await run({ ...ids, open: true });
    expect(await unjudged(ids.conditionId)).toEqual([]);
    await run({ ...ids, errorType: 'Pending' });
    const [hop, ...others] = await unjudged(ids.conditionId);
    expect(others).toEqual([]);
    expect(hop).toMatchObject({
      requestId: ids.requestId,
      status: 'failed',
      errorType: 'Pending',
      attempt: 1,
      payload: null,
      chainStartedAt: new Date(ids.startMs),
    });
    if (hop === undefined) return;
    expect(await store.conditions.decide(decision(hop, ids.conditionId, 'undecidable'), null)).toBe(true);
    expect(await store.conditions.decide(decision(hop, ids.conditionId, 'stop'), null)).toBe(false);
    expect(await unjudged(ids.conditionId)).toEqual([]);
    // its marker comes late
    await run({ ...ids, errorType: 'Pending', attempt: 3 });
    const [again] = await unjudged(ids.conditionId);
    expect(again).toMatchObject({ hopId: hop.hopId, attempt: 3 });
    if (again === undefined) return;
    expect(await store.conditions.decide(decision(again, ids.conditionId, 'stop'), null)).toBe(true);
    expect(await unjudged(ids.conditionId)).toEqual([]);
    expect(await store.conditions.decisionsOf(hop.hopId)).toMatchObject([{ decision: 'stop', limit: null }]);
    const [listed] = await store.conditions.decisions(ids.conditionId, ['stop', 'stale'], 10);
    expect(listed?.fields).toEqual([{ path: 'responsePayload.status', actual: '"PENDING"' }]);
  });

  it('scans ended hops by keyset, in order of end', async () => {
    const ids = fresh();
    for (let index = 0; index < 5; index += 1) {
      const requestId = requestIdOf(0xa00000 + last * 16 + index);
      await run({ ...ids, requestId, startMs: ids.startMs + (4 - index) * 1_000 });
    }
    const where = { functionName: ids.functionName, from: new Date(0), to: new Date(ids.startMs + 3_500) };
    const first = await store.conditions.scan(where, { limit: 3, cursor: null });
    const second = await store.conditions.scan(where, { limit: 3, cursor: first.nextCursor });
    expect(second.nextCursor).toBeNull();
    const ends = [...first.rows, ...second.rows].map((hop) => hop.endedAt.getTime() - ids.startMs);
    expect(ends).toEqual([100, 1_100, 2_100, 3_100]);
  });

  it('hands a due re-run to one claimant, and follows its operation', async () => {
    const { conditionId, hop, due } = await withDue();
    expect(await store.conditions.nextDueAt([conditionId])).toEqual(due.dueAt);
    expect(await store.conditions.due(hop.chainId)).toMatchObject([{ status: 'due', chainId: hop.chainId }]);
    const claims = await Promise.all([claim(conditionId), claim(conditionId), claim(conditionId)]);
    const [only, ...more] = claims.flat();
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      due: { status: 'sending', fence: 1 },
      operation: {
        status: 'pending',
        conditionId,
        attempt: 2,
        parentHopId: hop.hopId,
        invocationType: 'Event',
      },
    });
    const operationId = only?.operation.operationId ?? '';
    expect(await store.operations.markSent(operationId)).toBe(true);
    expect(await store.conditions.cancelDue(due.dueRerunId)).toBe(false);
    expect(await store.conditions.runDueNow(due.dueRerunId)).toBe(false);
    const requestId = requestIdOf(0xb00000 + last);
    await store.operations.markAnswered(operationId, {
      requestId,
      statusCode: 202,
      functionError: null,
      errorType: null,
      errorMessage: null,
      response: null,
      tail: null,
    });
    expect(await store.conditions.findDue(due.dueRerunId)).toMatchObject({ status: 'sent', operationId });
    const made = await store.hops.findByRequestId(requestId);
    expect(made).toMatchObject({ via: 'invoke', attempt: 2, parentHopId: hop.hopId, chainId: hop.chainId });
    expect(made?.link?.evidence).toEqual([{ kind: 'operation', value: operationId }]);
    expect(await store.conditions.figures(new Date(0))).toContainEqual({
      conditionId,
      runCount: 1,
      undecidableCount: 0,
      staleCount: 0,
      dueCount: 0,
    });
  });

  it('is due again where the claimant ended before it sent, unconfirmed where it ended after', async () => {
    const unsent = await withDue();
    const sent = await withDue();
    const [before] = await claim(unsent.conditionId, { instanceId: 'gone' });
    const [after] = await claim(sent.conditionId, { instanceId: 'gone' });
    await store.operations.markSent(after?.operation.operationId ?? '');
    await store.operations.recover(['instance-1']);
    expect(await store.conditions.findDue(sent.due.dueRerunId)).toMatchObject({ status: 'unconfirmed' });
    expect(await store.conditions.findDue(unsent.due.dueRerunId)).toMatchObject({
      status: 'due',
      operationId: null,
    });
    // who was thought gone and is not cannot send any more
    expect(await store.operations.markSent(before?.operation.operationId ?? '')).toBe(false);
    const [again] = await claim(unsent.conditionId);
    expect(again?.due.fence).toBe(2);
    expect(await claim(sent.conditionId)).toEqual([]);
  });

  it('claims no more than the rate allows, whoever asks', async () => {
    const first = await withDue();
    for (let index = 1; index < 4; index += 1) {
      await run({ ...first, requestId: requestIdOf(0xc00000 + last * 16 + index) });
    }
    for (const hop of await unjudged(first.conditionId)) {
      const due = dueOf(hop, first.conditionId, new Date(Date.now() - 1_000));
      await store.conditions.decide(decision(hop, first.conditionId, 'run-again'), due);
    }
    const now = new Date();
    const at = (ms: number) => ({ now: new Date(now.getTime() + ms), ratePerSecond: 2 });
    expect(await claim(first.conditionId, at(0))).toHaveLength(2);
    expect(await claim(first.conditionId, at(500))).toEqual([]);
    expect(await claim(first.conditionId, at(1_500))).toHaveLength(2);
  });

  it('can be brought forward, cancelled, and tried again after AWS refused it', async () => {
    const { conditionId, due } = await withDue();
    const [claimed] = await claim(conditionId);
    await store.operations.markFailed(claimed?.operation.operationId ?? '', {
      code: 'throttled',
      message: 'AWS throttled it.',
      nextStep: null,
      awsCode: 'TooManyRequestsException',
      httpStatus: 429,
    });
    expect(await store.conditions.findDue(due.dueRerunId)).toMatchObject({ status: 'failed' });
    const later = new Date(Date.now() + 3_600_000);
    expect(await store.conditions.retryDue(due.dueRerunId, later)).toBe(true);
    expect(await claim(conditionId)).toEqual([]);
    expect(await store.conditions.runDueNow(due.dueRerunId)).toBe(true);
    expect(await store.conditions.cancelDue(due.dueRerunId)).toBe(true);
    expect(await claim(conditionId)).toEqual([]);
    expect(await store.conditions.due(null)).not.toContainEqual(
      expect.objectContaining({ dueRerunId: due.dueRerunId }),
    );
  });
});
