import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchJson, problemFrom, RequestProblem } from './fetch-json';
import { invalidationOf } from './live-invalidation.model';
import { throttledKeys } from './throttled-keys';

describe('invalidationOf', () => {
  it('reads open chains at once and lists soon', () => {
    const stale = invalidationOf({ type: 'chains', chainIds: ['a', 'b'] });
    expect(stale.now).toEqual([
      ['chains', 'detail', 'a'],
      ['chains', 'timeline', 'a'],
      ['chains', 'detail', 'b'],
      ['chains', 'timeline', 'b'],
    ]);
    expect(stale.soon).toContainEqual(['chains', 'list']);
    for (const read of ['list', 'detail', 'decisions']) {
      expect(stale.soon).toContainEqual(['conditions', read]);
    }
    expect(stale.hopsOfChains).toEqual(['a', 'b']);
  });
  it('knows operations, plans, functions and health', () => {
    expect(invalidationOf({ type: 'operation', operationId: 'o' }).now).toContainEqual([
      'operations',
      'detail',
      'o',
    ]);
    const plan = invalidationOf({ type: 'plan', planId: 'p' });
    expect(plan.now).toEqual([['plans', 'detail', 'p']]);
    expect(plan.soon).toEqual([['plans', 'stopped'], ['health']]);
    expect(invalidationOf({ type: 'functions' }).soon).toEqual([['functions']]);
    expect(invalidationOf({ type: 'health' }).soon).toEqual([['health']]);
  });
  it('reads events and rules soon, and forecasts with the rules that they depend on', () => {
    expect(invalidationOf({ type: 'events' }).soon).toContainEqual(['events', 'list']);
    expect(invalidationOf({ type: 'events' }).soon).not.toContainEqual(['events', 'forecast']);
    const rules = invalidationOf({ type: 'rules' }).soon;
    expect(rules).toEqual(
      expect.arrayContaining([['rules'], ['events', 'forecast'], ['hops', 'event-path']]),
    );
  });
  it('ignores an event of a newer server', () => {
    const unknown = JSON.parse('{"type":"weather"}');
    expect(invalidationOf(unknown)).toEqual({ now: [], soon: [], hopsOfChains: [] });
  });
});

describe('throttledKeys', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('runs at once, then once per interval with each key once', () => {
    const run = vi.fn();
    const throttled = throttledKeys(run, 1000);
    throttled.add([['a']]);
    expect(run).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 50; i++) throttled.add([['a'], ['b']]);
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(2);
    expect(run).toHaveBeenLastCalledWith([['a'], ['b']]);
    vi.advanceTimersByTime(5000);
    expect(run).toHaveBeenCalledTimes(2);
    throttled.add([['c']]);
    expect(run).toHaveBeenCalledTimes(3);
  });
  it('forgets what waits when stopped', () => {
    const run = vi.fn();
    const throttled = throttledKeys(run, 1000);
    throttled.add([['a']]);
    throttled.add([['b']]);
    throttled.stop();
    vi.advanceTimersByTime(5000);
    expect(run).toHaveBeenCalledTimes(1);
  });
});

describe('fetchJson', () => {
  afterEach(() => void vi.unstubAllGlobals());
  const answer = (body: string, status: number) =>
    vi.stubGlobal('fetch', async () => new Response(body, { status }));

  it('answers what was sent', async () => {
    answer('{"items":[1]}', 200);
    await expect(fetchJson('/x')).resolves.toEqual({ items: [1] });
  });
  it('throws the words of the problem', async () => {
    answer('{"code":"throttled","title":"t","detail":"Slow down.","nextStep":"Wait.","awsCode":"Thr"}', 429);
    const error = await fetchJson('/x').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(RequestProblem);
    expect(problemFrom(error)).toEqual({
      code: 'throttled',
      message: 'Slow down.',
      nextStep: 'Wait.',
      awsCode: 'Thr',
      field: null,
    });
  });
  it('has words for an answer without any', async () => {
    answer('<html>', 502);
    expect(problemFrom(await fetchJson('/x').catch((e: unknown) => e)).message).toContain('502');
  });
  it('has words for no answer', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('failed');
    });
    expect(problemFrom(await fetchJson('/x').catch((e: unknown) => e)).code).toBe('dashboard-unreachable');
  });
});
