import { chainOfTest } from './chain-of-test.ts';
import { batchOf } from './log-lines.ts';
import { openTestStore } from './open-test-store.ts';

/** Ingests chains 0, 1, 2 … into the data directory of argv, one batch each, saying which is done, until it is killed. */
const checkpointAt = (watermarkAt: Date) => ({
  logGroupName: '/aws/lambda/order-poller',
  watermarkAt,
  lastEventAt: watermarkAt,
});
const [dataDir = '', from = '0', to = '0'] = process.argv.slice(2);
const store = await openTestStore({ dataDir });
process.stdout.write('open\n');
for (let chain = Number(from); chain < Number(to); chain += 1) {
  const events = chainOfTest(chain);
  const watermarkAt = new Date(events.at(-1)?.timestamp ?? 0);
  await store.ingest.logEvents(batchOf(events, { checkpoint: checkpointAt(watermarkAt) }));
  process.stdout.write(`${chain}\n`);
}
await store.close();
