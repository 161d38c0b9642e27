import { setTimeout as delay } from 'node:timers/promises';
import { killPoints } from './kill-points.ts';
import type { CrashTest } from './start-crash-test.ts';

const EVERY_MS = 150;

/**
 * Lets `produce` make AWS do something, numbered from 0, about as often in each of the lives of a dashboard that is killed
 * so many times: in turn anywhere in its start, and within half a start's length after it collects. Answers how often it
 * was called, at `most`.
 */
export async function produceWhileKilled(
  test: CrashTest,
  { kills, most }: { kills: number; most: number },
  produce: (count: number) => Promise<void>,
): Promise<number> {
  const points = killPoints(kills);
  let count = 0;
  let killed = 0;
  let stopped = false;
  const producing = (async () => {
    while (!stopped) {
      if (count < Math.min(most, (most * (killed + 1)) / kills)) {
        await produce(count);
        count += 1;
      }
      await delay(EVERY_MS);
    }
  })();
  try {
    // the first start makes the database, and tells how long a start takes here
    let startMs = await test.lifeOfDashboard(0, 'collecting');
    for (const share of points) {
      const collecting = killed % 2 === 1;
      const msToCollect = await test.lifeOfDashboard(
        share * startMs * (collecting ? 0.5 : 1),
        collecting ? 'collecting' : 'start',
      );
      killed += 1;
      if (Number.isFinite(msToCollect)) startMs = msToCollect;
    }
  } finally {
    stopped = true;
    await producing;
  }
  return count;
}
