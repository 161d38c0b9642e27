import { getMetricData } from '../aws/get-metric-data.ts';
import type { CollectorContext } from './collector-context.ts';

const MINUTE_MS = 60_000;
/** Metrics arrive minutes late, and late values change a minute that was read. */
const WINDOW_MS = 15 * MINUTE_MS;

/**
 * Tells the store what AWS's loop guard dropped: nothing of it is logged, so a chain that the guard cut looks as if it
 * simply ended (aws.md 3). One GetMetricData call covers 500 functions.
 */
export class RecursionDrops {
  readonly #context: CollectorContext;
  readonly #told = new Map<string, number>();

  constructor(context: CollectorContext) {
    this.#context = context;
  }

  async read(functionNames: readonly string[]): Promise<void> {
    if (functionNames.length === 0) return;
    const { aws, store, now } = this.#context;
    const nextMinute = Math.floor(now() / MINUTE_MS + 1) * MINUTE_MS;
    const points = await getMetricData(aws, {
      metricName: 'RecursiveInvocationsDropped',
      functionNames,
      from: new Date(nextMinute - WINDOW_MS),
      to: new Date(nextMinute),
      periodSeconds: 60,
    });
    for (const { functionName, at, sum } of points) {
      const key = `${at.getTime()} ${functionName}`;
      if (sum === 0 || this.#told.get(key) === sum) continue;
      await store.ingest.recursionDropped({ functionName, minuteAt: at, count: sum });
      this.#told.set(key, sum);
    }
    for (const key of this.#told.keys()) {
      if (Number.parseInt(key, 10) < nextMinute - 2 * WINDOW_MS) this.#told.delete(key);
    }
  }
}
