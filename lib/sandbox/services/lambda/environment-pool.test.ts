import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EnvironmentPool } from './environment-pool.ts';
import type { Run, RunOutcome } from './execution-environment.ts';

const RUN: Run = {
  requestId: 'r',
  payload: Buffer.from('{}'),
  trace: { root: '', parent: '', sampled: false, lineage: '', earlierRuns: 0 },
  clientContext: null,
  tail: false,
};
const OUTCOME: RunOutcome = { payload: Buffer.from('1'), failed: false, tail: null };

/** An environment whose runs end when the test says so. */
class HeldEnvironment {
  alive = true;
  stopped = false;
  runCount = 0;
  finish: () => void = () => {};
  run(): Promise<RunOutcome> {
    this.runCount += 1;
    return new Promise((resolve) => {
      this.finish = () => resolve(OUTCOME);
    });
  }
  stop(): void {
    this.alive = false;
    this.stopped = true;
  }
}

let created: HeldEnvironment[];
let pool: EnvironmentPool;
beforeEach(() => {
  vi.useFakeTimers();
  created = [];
  pool = new EnvironmentPool(() => {
    const environment = new HeldEnvironment();
    created.push(environment);
    return environment;
  }, 60_000);
});
afterEach(() => {
  vi.useRealTimers();
});
const at = (index: number): HeldEnvironment => {
  const environment = created[index];
  if (environment === undefined) throw new Error(`no environment ${index}`);
  return environment;
};
async function end(index: number): Promise<void> {
  at(index).finish();
  await vi.advanceTimersByTimeAsync(0);
}

describe('EnvironmentPool', () => {
  test('an asynchronous run takes the environment that becomes free within the delivery time', async () => {
    const first = pool.run(RUN, true);
    const second = pool.run(RUN, true);
    await end(0);
    expect(await first).toBe(OUTCOME);
    await end(0);
    expect(await second).toBe(OUTCOME);
    expect(created.length).toBe(1);
  });

  test('and a new one after it', async () => {
    pool.run(RUN, true);
    pool.run(RUN, true);
    await vi.advanceTimersByTimeAsync(100);
    expect(created.map(({ runCount }) => runCount)).toEqual([1, 1]);
  });

  test('a synchronous run waits 2 s where all 20 are in use, an asynchronous one as long as it takes', async () => {
    for (let i = 0; i < 20; i += 1) pool.run(RUN, false);
    const patient = pool.run(RUN, true);
    const impatient = pool.run(RUN, false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await impatient).toBe('no-capacity');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(created.length).toBe(20);
    await end(3);
    await end(3);
    expect(await patient).toBe(OUTCOME);
  });

  test('the last used one is used first, the others end when idle', async () => {
    for (let i = 0; i < 3; i += 1) pool.run(RUN, false);
    for (const index of [0, 1, 2]) await end(index);
    await vi.advanceTimersByTimeAsync(59_000);
    pool.run(RUN, false);
    await end(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(created.map(({ stopped }) => stopped)).toEqual([true, true, false]);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(at(2).stopped).toBe(true);
    expect(pool.isEmpty).toBe(true);
  });

  test('a dead environment is replaced, for the one who waits too', async () => {
    pool.run(RUN, false);
    const waiting = pool.run(RUN, true);
    at(0).alive = false;
    await end(0);
    expect(created.length).toBe(2);
    await end(1);
    expect(await waiting).toBe(OUTCOME);
    expect(at(0).stopped).toBe(true);
  });

  test('after retire idle ones end at once, busy ones after their run', async () => {
    pool.run(RUN, false);
    pool.run(RUN, false);
    await end(0);
    pool.retire();
    expect(created.map(({ stopped }) => stopped)).toEqual([true, false]);
    await end(1);
    expect(at(1).stopped).toBe(true);
  });

  test('stop answers those who wait', async () => {
    for (let i = 0; i < 20; i += 1) pool.run(RUN, false);
    const waiting = pool.run(RUN, false);
    pool.stop();
    expect(await waiting).toBe('no-capacity');
    expect(created.every(({ stopped }) => stopped)).toBe(true);
  });
});
