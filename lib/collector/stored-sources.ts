import type { SourceRow } from '../store/store.ts';
import type { WatchedBusRow } from '../store/store-events.ts';
import type { FunctionRow } from '../store/store-functions.ts';
import type { SourceHealth } from './collector-context.ts';
import { recordOfRow } from './function-record.ts';

/** A checkpoint older than this is nobody's: no dashboard moves it. */
const FOLLOWED_WITHIN_MS = 60_000;

/** What a dashboard that does not collect itself can say of each source: what another wrote down. */
export function storedSources(
  rows: readonly SourceRow[],
  functions: readonly FunctionRow[],
  buses: readonly WatchedBusRow[],
  nowMs: number,
): SourceHealth[] {
  const names = new Map<string, string[]>();
  for (const row of functions) {
    const { logGroupName, functionName } = recordOfRow(row);
    names.set(logGroupName, [...(names.get(logGroupName) ?? []), functionName]);
  }
  return rows.map((row) => {
    const lagMs = row.watermarkAt === null ? null : Math.max(0, nowMs - row.watermarkAt.getTime());
    return {
      logGroupName: row.logGroupName,
      eventBusName: buses.find((bus) => bus.logGroupName === row.logGroupName)?.eventBusName ?? null,
      functionNames: names.get(row.logGroupName) ?? [],
      status: lagMs !== null && lagMs < FOLLOWED_WITHIN_MS ? 'following' : 'idle',
      watermarkAt: row.watermarkAt?.toISOString() ?? null,
      lagMs,
      lastPollAt: null,
      lastEventAt: row.lastEventAt?.toISOString() ?? null,
      lateLineCount: row.lateLineCount,
      unreadableLineCount: row.unreadableLineCount,
      retryAt: null,
      problem: null,
    };
  });
}
