import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Runtime } from '../../runtime/runtime.ts';
import { type CrashTest, startCrashTest } from '../../testing/start-crash-test.ts';
import { until } from '../../testing/until.ts';
import { BUSY, busyInput, deployedCondition } from '../testing/condition-of-test.ts';
import { lineCount } from '../testing/line-count.ts';

const KILLS = 20;
const KEYS = 120;
const RATE_PER_SECOND = 4;
/** Of carrying out, after a start. */
const LIFE_MS = 3_000;

let test: CrashTest;

beforeAll(async () => {
  test = await startCrashTest();
  await test.createFunction('busy', BUSY);
});

afterAll(() => test.stop());

it('sends each due re-run once or says that it is unconfirmed, wherever it is killed', {
  timeout: 300_000,
}, async () => {
  const keys = Array.from({ length: KEYS }, (_, index) => `key-${index}.`);
  const conditionId = await test.asDashboard((runtime) => everyKeyIsDue(runtime, keys));
  let collected = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // spread evenly, in no order, over what a dashboard does first
    const share = (((kill * 7) % KILLS) + Math.random()) / KILLS;
    const msToCollect = await test.lifeOfDashboard(share * LIFE_MS, 'collecting');
    if (Number.isFinite(msToCollect)) collected += 1;
  }
  expect(collected).toBe(KILLS);

  await test.asDashboard(async ({ store }) => {
    const decisions = await until(async () => {
      const found = await store.conditions.decisions(conditionId, ['run-again'], 5_000);
      const waiting = (await store.conditions.due(null)).filter(({ status }) => status !== 'unconfirmed');
      return found.length === keys.length && waiting.length === 0 && found;
    }, 90_000);
    const dues = await store.conditions.dueOfHops(decisions.map(({ hopId }) => hopId));
    expect(dues).toHaveLength(keys.length);
    const unconfirmed = dues.filter(({ status }) => status === 'unconfirmed');
    expect(dues.filter(({ status }) => status === 'sent')).toHaveLength(keys.length - unconfirmed.length);
    const senders = new Set<string>();
    for (const { operationId } of dues) {
      senders.add((await store.operations.find(operationId ?? ''))?.instanceId ?? '');
    }
    expect(senders.size).toBeGreaterThan(KILLS / 4);
    // which attempt the run of an unconfirmed one is nobody knows: a person decides
    const undecided = await store.conditions.decisions(conditionId, ['undecidable'], 5_000);
    expect(undecided.length).toBeLessThanOrEqual(unconfirmed.length);
    const open = new Set(unconfirmed.map(({ payload }) => JSON.parse(payload).key as string));
    for (const key of keys) {
      const runs = await lineCount(test.aws, 'busy', `ran ${key}`);
      if (open.has(key)) expect([1, 2]).toContain(runs);
      else expect({ key, runs }).toEqual({ key, runs: 2 });
    }
  });
});

/** Deploys the condition and lets each key's run be one to run again now; the dashboards to come send them. */
async function everyKeyIsDue(runtime: Runtime, keys: readonly string[]): Promise<string> {
  const { conditions } = runtime.store;
  const limits = { delaySeconds: 3_600, ratePerSecond: RATE_PER_SECOND };
  const conditionId = await deployedCondition(runtime, busyInput({ limits }));
  for (const key of keys) await test.invokeEvent('busy', { key });
  const dues = await until(async () => {
    const found = await conditions.due(null);
    return found.length === keys.length && found;
  }, 60_000);
  const deployed = (await conditions.find(conditionId))?.deployed ?? null;
  await conditions.setDeployed(conditionId, deployed && { ...deployed, paused: true });
  for (const { dueRerunId } of dues) await conditions.runDueNow(dueRerunId);
  await conditions.setDeployed(conditionId, deployed);
  return conditionId;
}
