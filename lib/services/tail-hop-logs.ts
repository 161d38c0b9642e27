import { setTimeout as delay } from 'node:timers/promises';
import { getLogEvents } from '../aws/get-log-events.ts';
import type { LogLineDto } from '../contract/hop.ts';
import { parseLogLine } from '../domain/log-line.ts';
import { hopLogWindow, isLineOf } from './hop-log-window.ts';
import { logLineDto } from './log-line-dto.ts';
import { mustFindHop } from './read-hop-logs.ts';
import type { ServiceContext } from './service-context.ts';

/** GetLogEvents has a budget of its own, 10 to 30 calls a second (aws.md 4.5): an open tail takes one. */
const POLL_MS = 1000;
/** Lines are ingested up to 15 s after they were written (aws.md 4.5). */
const LATE_MS = 15_000;

/**
 * Yields the lines of a hop as CloudWatch shows them, from its first one on, until a while after its end or `signal`.
 * Throws `not-found` and what AWS refused.
 */
export async function* tailHopLogs(
  context: Pick<ServiceContext, 'store' | 'aws'>,
  hopId: string,
  signal: AbortSignal,
): AsyncGenerator<LogLineDto[]> {
  let token: string | null = null;
  let endSeenAtMs: number | null = null;
  while (!signal.aborted) {
    const hop = await mustFindHop(context, hopId);
    const window = hopLogWindow(hop);
    let drained = true;
    if (window !== null) {
      const { logGroupName, logStreamName, startTime } = window;
      const page = await getLogEvents(context.aws, {
        logGroupName,
        logStreamName,
        startTime,
        nextToken: token,
        signal,
      });
      const events = page.events.filter((event) => isLineOf(hop, event));
      if (events.length > 0) yield events.map(logLineDto);
      // REPORT is the last line that Lambda writes of a run.
      if (events.some((event) => parseLogLine(event.message).kind === 'report')) return;
      token = page.nextToken ?? token;
      drained = page.nextToken === null || page.events.length === 0;
    }
    if (hop.status !== 'running' && hop.status !== 'not-observed') endSeenAtMs ??= Date.now();
    if (drained && endSeenAtMs !== null && Date.now() - endSeenAtMs > LATE_MS) return;
    if (drained) await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
