import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../store.ts';
import { batchOf, eventsOf, requestIdOf, TEST_START_MS } from '../testing/log-lines.ts';
import { testEngines } from '../testing/test-stores.ts';

describe.each(testEngines())('ingesting on $name', (engine) => {
  let store: Store;
  beforeAll(async () => {
    store = await engine.open();
  });
  afterAll(() => engine.close());

  it('judges by the checkpoint that comes with the very first batch of a group', async () => {
    const run = { requestId: requestIdOf(1), next: requestIdOf(2), startMs: TEST_START_MS };
    const events = eventsOf({ ...run, functionName: 'never-seen-before' });
    const watermarkAt = new Date(TEST_START_MS + 5_000);
    const logGroupName = '/aws/lambda/never-seen-before';
    await store.ingest.logEvents(
      batchOf(events, { checkpoint: { logGroupName, watermarkAt, lastEventAt: watermarkAt } }),
    );
    const chain = await store.chains.find(run.requestId);
    expect(chain).toMatchObject({ status: 'waiting', hopCount: 1 });
    expect(chain?.nextExpectedBy?.getTime()).toBeGreaterThan(TEST_START_MS);
  });
});
