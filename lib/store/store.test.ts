import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from './store.ts';
import { batchOf, eventsOf, requestIdOf, TEST_START_MS, traceIdOf } from './testing/log-lines.ts';
import { ANY_CHAIN, testEngines } from './testing/test-stores.ts';

describe.each(testEngines())('a store on $name', (engine) => {
  let store: Store;
  beforeAll(async () => {
    store = await engine.open({ traceChainMaxHops: 20, chainMaxHops: 40 });
  });
  afterAll(() => engine.close());

  const operation = (operationId: string, more = {}) => ({
    operationId,
    functionName: 'order-poller',
    functionArn: null,
    invocationType: 'RequestResponse' as const,
    payload: '{"id":12345678901234567890}',
    traceId: traceIdOf(0xa000 + Number(operationId.slice(2))),
    parentHopId: null,
    separate: false,
    instanceId: 'instance-1',
    idempotencyKey: null,
    fingerprint: 'f',
    ...more,
  });
  const answer = (requestId: string) => ({
    requestId,
    statusCode: 200,
    functionError: null,
    errorType: null,
    errorMessage: null,
    response: '{"ok":true}',
    tail: null,
  });

  it('knows hop and chain of an operation as soon as it is answered, and keeps the hop when its log comes', async () => {
    const { row, created } = await store.operations.create(operation('op1'));
    expect([created, row.status]).toEqual([true, 'pending']);
    expect((await store.operations.create(operation('op1'))).created).toBe(false);
    expect([await store.operations.markSent('op1'), await store.operations.markSent('op1')]).toEqual([
      true,
      false,
    ]);
    const answered = await store.operations.markAnswered('op1', answer(requestIdOf(0x1001)));
    expect(answered.status).toBe('answered');
    const chain = await store.chains.find(operation('op1').traceId);
    expect(chain).toMatchObject({ chainId: answered.chainId, status: 'succeeded', hopCount: 1 });
    const startMs = (answered.sentAt?.getTime() ?? 0) + 40;
    await store.ingest.logEvents(
      batchOf(eventsOf({ requestId: requestIdOf(0x1001), startMs, traceId: operation('op1').traceId })),
    );
    const hop = await store.hops.findByRequestId(requestIdOf(0x1001));
    expect(hop).toMatchObject({
      hopId: answered.hopId,
      chainId: answered.chainId,
      status: 'succeeded',
      via: 'manual',
      payload: { text: '{"id":12345678901234567890}', source: 'operation' },
      response: { text: '{"ok":true}', source: 'answer' },
    });
  });

  it('refuses the same key for another invocation', async () => {
    await store.operations.create(operation('op2', { idempotencyKey: 'key' }));
    const again = await store.operations.create(operation('op3', { idempotencyKey: 'key' }));
    expect([again.created, again.row.operationId]).toEqual([false, 'op2']);
    const other = operation('op4', { idempotencyKey: 'key', fingerprint: 'g' });
    await expect(store.operations.create(other)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('makes what a dead process left open unconfirmed and settles it by the log', async () => {
    await store.operations.create(operation('op5', { instanceId: 'dead' }));
    await store.operations.markSent('op5');
    const recovered = await store.operations.recover(['instance-1']);
    expect(recovered.map((row) => [row.operationId, row.status])).toEqual([['op5', 'unconfirmed']]);
    expect(await store.operations.reconcile()).toEqual([]);
    const startMs = (recovered[0]?.sentAt?.getTime() ?? 0) + 30;
    const run = { requestId: requestIdOf(0x1005), startMs, traceId: operation('op5').traceId };
    await store.ingest.logEvents(batchOf(eventsOf(run)));
    const [settled] = await store.operations.reconcile();
    expect(settled).toMatchObject({ status: 'answered', requestId: requestIdOf(0x1005) });
    expect((await store.hops.findByRequestId(requestIdOf(0x1005)))?.via).toBe('manual');
  });

  it('says that nothing ran where a process died before it sent', async () => {
    await store.operations.create(operation('op6', { instanceId: 'dead' }));
    const [recovered] = await store.operations.recover(['instance-1']);
    expect(recovered).toMatchObject({ operationId: 'op6', status: 'failed', sentAt: null });
    expect(recovered?.error?.message).toContain('Nothing ran');
    expect(await store.operations.listUnconfirmed()).toEqual([]);
  });

  it('knows when a function last ran and last printed a marker, also before it is listed', async () => {
    const startMs = TEST_START_MS + 30_000;
    const run = (index: number, more = {}) =>
      eventsOf({
        requestId: requestIdOf(0x1800 + index),
        functionName: 'ship-order',
        startMs: startMs + index * 1_000,
        ...more,
      });
    const figures = async () =>
      (await store.functions.figures()).find((row) => row.functionName === 'ship-order');
    await store.ingest.logEvents(batchOf(run(1, { attempt: 1 })));
    expect(await store.functions.list()).toEqual([]);
    await store.functions.upsertMany([
      { functionName: 'ship-order', functionArn: 'arn:ship-order', configuration: { runtime: 'nodejs22.x' } },
    ]);
    const firstAt = new Date(startMs + 1_000);
    expect(await figures()).toMatchObject({ lastHopAt: firstAt, markerSeenAt: firstAt });
    await store.ingest.logEvents(batchOf(run(2)));
    await store.ingest.logEvents(batchOf(run(0, { attempt: 1 })));
    expect(await figures()).toMatchObject({
      lastHopAt: new Date(startMs + 2_000),
      markerSeenAt: firstAt,
    });
    const [listed] = await store.functions.list();
    expect(listed).toMatchObject({ functionArn: 'arn:ship-order', configuration: { runtime: 'nodejs22.x' } });
  });

  it('stores a NUL, a lone surrogate and a line of a megabyte, and all runs beside them', async () => {
    const startMs = TEST_START_MS + 50_000;
    const lines = ['a\0b', 'lone \ud800 surrogate', 'x'.repeat(1_000_000)];
    await store.ingest.logEvents(batchOf(eventsOf({ requestId: requestIdOf(0x2001), startMs, lines })));
    const hop = await store.hops.findByRequestId(requestIdOf(0x2001));
    expect(hop?.status).toBe('succeeded');
    expect(hop?.tail.text.length).toBeLessThan(40_000);
  });

  it('halves a batch that the database refuses down to the lines at fault, and counts those', async () => {
    const run = (index: number, startMs: number, open = false) =>
      eventsOf({ requestId: requestIdOf(0x2100 + index), functionName: 'halved', startMs, open });
    // the last time that JavaScript knows, and one that only PostgreSQL does not
    const culprits = [...run(8, 8_640_000_000_000_000, true), ...run(9, 8_000_000_000_000_000, true)];
    expect(culprits).toHaveLength(2);
    const good = [0, 1, 2, 3].map((index) => run(index, TEST_START_MS + 60_000 + index * 1_000));
    const events = [...good.slice(0, 2).flat(), ...culprits, ...good.slice(2).flat()];
    const checkpoint = {
      logGroupName: '/aws/lambda/halved',
      watermarkAt: new Date(TEST_START_MS + 65_000),
      lastEventAt: null,
    };
    const first = await store.ingest.logEvents(batchOf(events, { checkpoint }));
    expect(first).toMatchObject({ unreadableLineCount: 2, newLineCount: 8 });
    for (const index of [0, 1, 2, 3]) {
      expect((await store.hops.findByRequestId(requestIdOf(0x2100 + index)))?.status).toBe('succeeded');
    }
    expect(await store.hops.findByRequestId(requestIdOf(0x2109))).toBeNull();
    const again = await store.ingest.logEvents(batchOf(events, { checkpoint }));
    expect(again).toEqual({ changedChainIds: [], newLineCount: 0, unreadableLineCount: 0 });
    const source = (await store.sources.list()).find((row) => row.logGroupName === checkpoint.logGroupName);
    expect(source).toMatchObject({ unreadableLineCount: 2, watermarkAt: checkpoint.watermarkAt });
  });

  it('gives a line without request ID to the run of its stream once that run has ended', async () => {
    const startMs = TEST_START_MS + 70_000;
    const run = eventsOf({ requestId: requestIdOf(0x2002), startMs, durationMs: 500 });
    const [start, ...rest] = run;
    if (start === undefined) throw new Error('a run has a start');
    const print = { ...start, timestamp: startMs + 100, message: 'printed without a frame' };
    await store.ingest.logEvents(batchOf([start, print]));
    expect((await store.hops.findByRequestId(requestIdOf(0x2002)))?.tail.text).not.toContain('printed');
    await store.ingest.logEvents(batchOf(rest));
    expect((await store.hops.findByRequestId(requestIdOf(0x2002)))?.tail.text).toContain('printed');
  });

  it('ends a run without REPORT by the watermark, not by the clock', async () => {
    const startMs = TEST_START_MS + 90_000;
    await store.ingest.logEvents(batchOf(eventsOf({ requestId: requestIdOf(0x2003), startMs, open: true })));
    const settle = (at: number) => store.ingest.settle(new Map([['/aws/lambda/order-poller', new Date(at)]]));
    await settle(startMs + 60_000);
    expect((await store.chains.find(requestIdOf(0x2003)))?.status).toBe('running');
    const { changedChainIds } = await settle(startMs + 60_000 + 61_000);
    const chain = await store.chains.find(requestIdOf(0x2003));
    expect(chain?.status).toBe('lost');
    expect(changedChainIds).toContain(chain?.chainId);
  });

  it('holds back what a constant trace would swallow', async () => {
    const events = Array.from({ length: 30 }, (_, index) =>
      eventsOf({
        requestId: requestIdOf(0x3000 + index),
        startMs: TEST_START_MS + 200_000 + index * 1_000,
        traceId: traceIdOf(0xc0),
      }),
    );
    for (const run of events) await store.ingest.logEvents(batchOf(run));
    const chain = await store.chains.find(requestIdOf(0x3000));
    expect(chain?.hopCount).toBe(20);
    const held = await store.chains.heldLinks();
    expect(held.length).toBeGreaterThan(0);
    expect(held[0]?.identifier).toBe(traceIdOf(0xc0));
  });

  it('joins two chains under one ID, and both lead to it', async () => {
    const at = (index: number) => TEST_START_MS + 400_000 + index * 1_000;
    const run = (index: number, more = {}) =>
      eventsOf({ requestId: requestIdOf(0x4000 + index), startMs: at(index), ...more });
    const later = [3, 4, 5].map((index) => run(index, { parent: requestIdOf(0x4000 + index - 1) }));
    await store.ingest.logEvents(batchOf(later.flat()));
    await store.ingest.logEvents(batchOf([...run(0, { next: requestIdOf(0x4001) }), ...run(1)]));
    const began = await store.chains.find(requestIdOf(0x4000));
    const apart = await store.chains.find(requestIdOf(0x4003));
    const before = await store.chains.timeline(apart?.chainId ?? '', null);
    await store.ingest.logEvents(batchOf(run(2, { parent: requestIdOf(0x4001) })));
    const joined = await store.chains.find(requestIdOf(0x4000));
    expect(joined).toMatchObject({ hopCount: 6, chainId: began?.chainId });
    expect((await store.chains.find(apart?.chainId ?? ''))?.chainId).toBe(joined?.chainId);
    const changed = await store.chains.timeline(joined?.chainId ?? '', before.revision);
    expect(changed.hopIds.map((hopId) => hopId.split('.')[0])).toContain(requestIdOf(0x4003));
  });

  it('finds chains by the words of their errors and by the beginning of an identifier', async () => {
    const startMs = TEST_START_MS + 500_000;
    const run = { requestId: requestIdOf(0xabc5001), startMs, errorType: 'Payment.DeclinedByBank' };
    await store.ingest.logEvents(batchOf(eventsOf(run)));
    const found = async (text: string) =>
      (await store.chains.list({ ...ANY_CHAIN, text }, { limit: 10, cursor: null })).rows.length;
    expect(await found('declined bank')).toBe(1);
    expect(await found('declined by nobody')).toBe(0);
    expect(await found(requestIdOf(0xabc5001).toUpperCase())).toBe(1);
    const counts = await store.chains.counts({ ...ANY_CHAIN, text: 'declined' });
    expect([counts.total, counts.functions]).toEqual([1, [{ functionName: 'order-poller', count: 1 }]]);
  });

  it('lists every chain once page by page, whatever the filter', async () => {
    const all = await store.chains.list(ANY_CHAIN, { limit: 1_000, cursor: null });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await store.chains.list(
        { ...ANY_CHAIN, status: ['succeeded', 'failed', 'lost', 'running'] },
        { limit: 3, cursor },
      );
      seen.push(...page.rows.map((row) => row.chainId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(all.rows.map((row) => row.chainId));
    await expect(store.chains.list(ANY_CHAIN, { limit: 1, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('counts from any minute as many chains as it lists', async () => {
    for (const minutes of [0, 1, 3, 4, 7, 9, 29, 31]) {
      const from = new Date(TEST_START_MS + minutes * 60_000);
      const listed = await store.chains.list({ ...ANY_CHAIN, from }, { limit: 1_000, cursor: null });
      const counts = await store.chains.counts({ ...ANY_CHAIN, from });
      expect([minutes, counts.total]).toEqual([minutes, listed.rows.length]);
      const before = new Date(from.getTime() - 30 * 60_000);
      const all = await store.chains.list({ ...ANY_CHAIN, from: before }, { limit: 1_000, cursor: null });
      expect((await store.chains.counts({ ...ANY_CHAIN, from: before })).total).toBe(all.rows.length);
    }
  });

  it('prunes in steps and keeps counts and lists equal', async () => {
    await store.prune({
      hops: new Date(TEST_START_MS + 300_000),
      singleRuns: new Date(TEST_START_MS + 300_000),
    });
    const listed = await store.chains.list(ANY_CHAIN, { limit: 1_000, cursor: null });
    expect((await store.chains.counts(ANY_CHAIN)).total).toBe(listed.rows.length);
    expect(await store.chains.find(requestIdOf(0x2001))).toBeNull();
    expect((await store.chains.find(requestIdOf(0x4000)))?.hopCount).toBe(6);
  });

  it('prunes the old hops of a chain that goes on, tells so, and keeps its totals', async () => {
    const before = await store.chains.find(requestIdOf(0x4005));
    const day = 86_400_000;
    await store.prune({ hops: new Date(TEST_START_MS + 402_000), singleRuns: new Date(TEST_START_MS - day) });
    expect(await store.hops.findByRequestId(requestIdOf(0x4000))).toBeNull();
    const chain = await store.chains.find(requestIdOf(0x4005));
    expect(chain).toMatchObject({
      hopCount: 6,
      startedAt: before?.startedAt,
      costUsd: before?.costUsd,
      runningMs: before?.runningMs,
    });
    expect(chain?.completeness.gaps.find((gap) => gap.code === 'pruned')?.message).toMatch(/^2 /);
    expect((await store.chains.timeline(chain?.chainId ?? '', null)).hopIds).toHaveLength(4);
    const next = {
      requestId: requestIdOf(0x4006),
      startMs: TEST_START_MS + 406_000,
      parent: requestIdOf(0x4005),
    };
    await store.ingest.logEvents(batchOf(eventsOf(next)));
    expect((await store.chains.find(requestIdOf(0x4006)))?.hopCount).toBe(7);
    expect(await store.prune({ hops: new Date(0), singleRuns: new Date(0) })).toBe(0);
  });
});
