import { statusOf, type TimelineColumns } from './timeline-columns.model';

/** A stretch in which no hop ran, offsets from the chain's base. */
export interface IdleStretch {
  fromMs: number;
  toMs: number;
}

/** A gap is idle from this many median runs on. */
const IDLE_FACTOR = 20;
const IDLE_AT_LEAST_MS = 100;

export interface Activity {
  fromMs: number;
  toMs: number;
  idle: IdleStretch[];
}

/** End of a hop for drawing: its end, now while it runs, its start where nothing is known. */
export function endForDrawing(columns: TimelineColumns, hop: number, nowMs: number): number {
  const start = columns.startMs[hop] ?? Number.NaN;
  const end = columns.endMs[hop] ?? Number.NaN;
  if (!Number.isNaN(end)) return Math.max(start, end);
  return statusOf(columns, hop) === 'running' ? Math.max(start, nowMs) : start;
}

function medianRunMs(columns: TimelineColumns): number {
  const known = new Float64Array(columns.count);
  let n = 0;
  for (let i = 0; i < columns.count; i++) {
    const length = (columns.endMs[i] ?? Number.NaN) - (columns.startMs[i] ?? Number.NaN);
    if (length >= 0) known[n++] = length;
  }
  if (n === 0) return 0;
  return known.subarray(0, n).sort()[n >> 1] ?? 0;
}

/** The chain's extent and its idle stretches, O(n log n) once per change. `nowMs` counts from the chain's base. */
export function findActivity(columns: TimelineColumns, nowMs: number): Activity {
  const threshold = Math.max(IDLE_AT_LEAST_MS, IDLE_FACTOR * medianRunMs(columns));
  const idle: IdleStretch[] = [];
  let fromMs = Number.NaN;
  let reached = Number.NaN;
  for (let i = 0; i < columns.count; i++) {
    const start = columns.startMs[i] ?? Number.NaN;
    if (Number.isNaN(start)) continue;
    const end = endForDrawing(columns, i, nowMs);
    if (Number.isNaN(fromMs)) {
      // a chain that an event began starts with its publishing
      const sent = columns.sentMs[i] ?? Number.NaN;
      fromMs = Number.isNaN(sent) ? start : Math.min(sent, start);
      if (start - fromMs > threshold) idle.push({ fromMs, toMs: start });
      reached = end;
      continue;
    }
    if (start - reached > threshold) idle.push({ fromMs: reached, toMs: start });
    if (end > reached) reached = end;
  }
  if (Number.isNaN(fromMs)) return { fromMs: 0, toMs: 1, idle: [] };
  return { fromMs, toMs: Math.max(reached, fromMs + 1), idle };
}
