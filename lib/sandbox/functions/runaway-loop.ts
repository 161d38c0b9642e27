import { setTimeout as wait } from 'node:timers/promises';
import { type RerunContext, receiveRerun } from '../../rerun/receive-rerun.ts';
import { rerun } from '../../rerun/rerun.ts';

interface CacheEvent {
  cacheKey: string;
}

/** Refreshes a cache entry until it is fresh. It never is: Lambda's loop detection stops the chain after 16 runs. */
export async function handler(event: CacheEvent, context: RerunContext) {
  const { event: entry, attempt } = receiveRerun(event, context);
  await wait(80 + Math.random() * 120);
  const ageSeconds = 90 + attempt;
  console.log(`${entry.cacheKey} is ${ageSeconds} s old, refreshing`);
  await rerun({
    event,
    context,
    when: () => ageSeconds > 60,
    maxAttempts: 1_000,
    reason: `age=${ageSeconds}s`,
  });
  return { cacheKey: entry.cacheKey, ageSeconds };
}
