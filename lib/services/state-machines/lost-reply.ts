import { setTimeout as delay } from 'node:timers/promises';
import { mayHaveRun } from '../../aws/aws-error.ts';
import type { ServiceContext } from '../service-context.ts';

/** DescribeExecution is eventually consistent: what was done shows within seconds. */
const LOOK_AFTER_MS = [0, 500, 1_500, 4_000];

/** What `look` finds where the failed call may have done its work all the same; null where it did not, or does not show. */
export async function whereReplyIsLost<T>(
  { closing }: Pick<ServiceContext, 'closing'>,
  error: unknown,
  look: () => Promise<T | null>,
): Promise<T | null> {
  if (!mayHaveRun(error)) return null;
  for (const waitMs of LOOK_AFTER_MS) {
    await delay(waitMs, undefined, { ref: false, signal: closing }).catch(() => undefined);
    if (closing.aborted) return null;
    const found = await look();
    if (found !== null) return found;
  }
  return null;
}
