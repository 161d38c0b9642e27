import { type AwsClients, createAwsClients } from '../aws/aws-clients.ts';
import { type Collector, type CollectorOptions, createCollector } from '../collector/collector.ts';
import type { Store } from '../store/store.ts';
import { openTestStore } from '../store/testing/open-test-store.ts';

export interface TestCollector {
  aws: AwsClients;
  store: Store;
  /** Starts a collector at a test's pace. */
  collect(options?: Partial<CollectorOptions>): Collector;
  /** Ends every collector that was started. */
  stopCollecting(): Promise<void>;
  stop(): Promise<void>;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A store in memory, and collectors that fill it from the AWS at `endpoint`. */
export async function startTestCollector(endpoint: string): Promise<TestCollector> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const aws = createAwsClients({ region: 'us-east-1', endpoint, credentials });
  const store = await openTestStore();
  const started: Collector[] = [];
  const stopCollecting = async () => {
    await Promise.all(started.splice(0).map((collector) => collector.stop()));
  };
  return {
    aws,
    store,
    collect(options = {}) {
      const collector = createCollector({
        aws,
        store,
        logger: silent,
        sandbox: true,
        watch: [],
        backfillMs: 3_600_000,
        filterLogEventsPerSecond: 100,
        retentionDays: 30,
        singleRunRetentionHours: 24,
        ...options,
        pace: {
          hotMs: 30,
          idleMs: 50,
          idleMaxMs: 100,
          fullEveryMs: 100,
          backOffMs: 30,
          backOffMaxMs: 200,
          ...options.pace,
        },
      });
      started.push(collector);
      collector.start();
      return collector;
    },
    stopCollecting,
    async stop() {
      await stopCollecting();
      await store.close();
      aws.destroy();
    },
  };
}
