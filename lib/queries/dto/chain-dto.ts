import type { ChainDetail, ChainSummary } from '../../contract/chain.ts';
import type { ChainDetailRow, ChainRow } from '../../store/store.ts';

/** A chain as lists show it; `now` ends the duration of one that still runs or waits. */
export function chainSummary(row: ChainRow, now: Date): ChainSummary {
  const open = row.status === 'running' || row.status === 'waiting';
  const end = open ? now : (row.endedAt ?? row.lastActivityAt);
  return {
    chainId: row.chainId,
    traceId: row.traceId,
    status: row.status,
    rootFunction: row.rootFunction,
    mechanisms: row.mechanisms,
    hopCount: row.hopCount,
    failedHopCount: row.failedHopCount,
    maxAttempts: row.maxAttempts,
    lastHop: row.lastHop,
    startedAt: row.startedAt?.toISOString() ?? null,
    lastActivityAt: row.lastActivityAt.toISOString(),
    durationMs: row.startedAt === null ? null : Math.max(0, end.getTime() - row.startedAt.getTime()),
    costUsd: row.costUsd,
    nextExpectedBy: row.nextExpectedBy?.toISOString() ?? null,
  };
}

/** A chain as its page shows it. */
export function chainDetail(row: ChainDetailRow, now: Date, lagMs: number | null): ChainDetail {
  const { traceIds, runningMs, firstFailedHop, ending, completeness, revision } = row;
  return {
    ...chainSummary(row, now),
    traceIds,
    runningMs,
    firstFailedHop,
    ending,
    completeness: { ...completeness, lagMs },
    revision: revision.toString(),
  };
}
