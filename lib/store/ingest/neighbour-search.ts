import { referencesOf } from '../../domain/links.ts';
import type { Tx } from '../sql/tx.ts';
import { linkValuesOf } from './hop-identifiers.ts';
import type { PooledHop } from './pooled-hop.ts';

/** A parent in a trace was running at its child's start, or had ended at most this long before. */
const TRACE_REACH_MS = 31_000;
const CLOCK_SKEW_MS = 300;
/** Lambda's longest run. */
const LONGEST_RUN_MS = 900_000;
const MAX_OF_TRACE = 64;
/** The last before of each group of hops among so many: the chain of the nearest may be set apart from the trace. */
const MAX_BEFORE = 16;

/**
 * Requests whose hops may cause or be caused by `hops`: named by them or naming the same thing, run again by them, or
 * near them in their trace, with the ones before and after that hold the trace together.
 */
export async function findNeighbourRequests(tx: Tx, hops: readonly PooledHop[]): Promise<string[]> {
  const values = new Set<string>();
  const spans = new Set<string>();
  const named = new Set<string>();
  const rerun = new Set<string>();
  const windows: { trace_key: string; start_ms: number; end_ms: number }[] = [];
  for (const { hop, traceKey, sortMs, stored } of hops) {
    for (const value of linkValuesOf(hop)) values.add(value);
    for (const value of hop.spanIds) spans.add(value);
    for (const { value } of referencesOf(hop)) named.add(value);
    if (hop.rerunOfHopId !== null) rerun.add(hop.rerunOfHopId);
    if (traceKey === null) continue;
    // what was linked to it while it seemed to run on may have another cause now
    const wasRunning = stored !== null && stored.ended_at === null;
    const end_ms = wasRunning ? sortMs + LONGEST_RUN_MS : (hop.endedAt?.getTime() ?? sortMs + LONGEST_RUN_MS);
    windows.push({ trace_key: traceKey, start_ms: sortMs, end_ms });
  }
  const rows = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT request_id FROM identifier WHERE value = ANY(${[...values]}) AND role <> 'parent-span'
    UNION SELECT request_id FROM identifier WHERE value = ANY(${[...spans]}) AND role = 'parent-span'
    UNION SELECT request_id FROM request WHERE request_id = ANY(${[...named]})
    UNION SELECT request_id FROM hop WHERE hop_id = ANY(${[...rerun]})
    UNION SELECT near.request_id
      FROM jsonb_to_recordset(${JSON.stringify(windows)}::jsonb) AS w (trace_key text, start_ms float8, end_ms float8)
      CROSS JOIN LATERAL (
        (SELECT request_id FROM hop WHERE trace_key = w.trace_key
          AND sort_at BETWEEN to_timestamp((w.start_ms - ${LONGEST_RUN_MS + TRACE_REACH_MS}) / 1000)
            AND to_timestamp((w.start_ms + ${CLOCK_SKEW_MS}) / 1000)
          AND (ended_at IS NULL OR ended_at >= to_timestamp((w.start_ms - ${TRACE_REACH_MS}) / 1000))
          ORDER BY sort_at DESC LIMIT ${MAX_OF_TRACE})
        UNION ALL (SELECT request_id FROM hop WHERE trace_key = w.trace_key
          AND sort_at BETWEEN to_timestamp((w.start_ms - ${CLOCK_SKEW_MS}) / 1000)
            AND to_timestamp((w.end_ms + ${TRACE_REACH_MS}) / 1000)
          ORDER BY sort_at LIMIT ${MAX_OF_TRACE})
        UNION ALL (SELECT DISTINCT ON (group_id) request_id FROM (
            SELECT request_id, group_id, sort_at FROM hop WHERE trace_key = w.trace_key
            AND sort_at < to_timestamp(w.start_ms / 1000) ORDER BY sort_at DESC LIMIT ${MAX_BEFORE}
          ) before ORDER BY group_id, sort_at DESC)
        UNION ALL (SELECT request_id FROM hop WHERE trace_key = w.trace_key
          AND sort_at > to_timestamp(w.start_ms / 1000) ORDER BY sort_at LIMIT 1)
      ) near`;
  return rows.map((row) => row.request_id);
}
