import type { Mechanism } from '@/lib/domain/hop';
import {
  executionOf,
  functionNameOf,
  LINK_UNKNOWN_PARENT,
  mechanismOf,
  statusOf,
  type TimelineColumns,
} from './timeline-columns.model';
import { endForDrawing } from './timeline-idle.model';
import type { Projection } from './timeline-zoom.model';

/** What one row draws, in px from the chart's left edge. */
export interface RowBars {
  /** null where the start is not known */
  bar: { x: number; width: number } | null;
  /** from the end of its cause, or the sending of its event, to its start: thin where it waited, dotted in transit */
  lead: { kind: 'wait' | 'transit'; x: number; width: number; ms: number } | null;
  /** null while running or unknown */
  durationMs: number | null;
  running: boolean;
  /** outside the window: where to look for it */
  outside: 'left' | 'right' | null;
}

const MIN_BAR_PX = 3;
/** a lead shorter than this is the jitter of two host clocks, not a wait */
const LEAD_AT_LEAST_MS = 5;

/** Bars of one hop; x is clamped a little outside the window so that no element grows beyond it. */
export function rowBars(
  columns: TimelineColumns,
  hop: number,
  projection: Projection,
  nowMs: number,
): RowBars {
  const start = columns.startMs[hop] ?? Number.NaN;
  const running = statusOf(columns, hop) === 'running';
  if (Number.isNaN(start)) return { bar: null, lead: null, durationMs: null, running, outside: null };
  const end = endForDrawing(columns, hop, nowMs);
  const x = projection.x(start);
  const right = projection.x(end);
  const from = clamp(x, projection.width);
  const bar = { x: from, width: Math.max(MIN_BAR_PX, clamp(right, projection.width) - from) };
  const known = (columns.endMs[hop] ?? Number.NaN) - start;
  return {
    bar,
    lead: leadOf(columns, hop, start, projection),
    durationMs: Number.isNaN(known) ? null : Math.max(known, 0),
    running,
    outside: end < projection.fromMs ? 'left' : start > projection.toMs ? 'right' : null,
  };
}

function clamp(x: number, width: number): number {
  return Math.min(Math.max(x, -40), width + 40);
}

function leadOf(
  columns: TimelineColumns,
  hop: number,
  start: number,
  projection: Projection,
): RowBars['lead'] {
  const via = mechanismOf(columns, hop);
  // a person's own delay is no wait, and where the cause is only suspected its time says nothing
  if (via === 'manual' || via === 'unknown') return null;
  const since = leadFrom(columns, hop, via, start);
  const ms = start - since;
  if (!(ms >= LEAD_AT_LEAST_MS)) return null;
  const x = clamp(projection.x(since), projection.width);
  const width = clamp(projection.x(start), projection.width) - x;
  if (width < 1) return null;
  const transit = via === 'eventbridge' || (via === 'stepfunctions' && !isInSameExecution(columns, hop));
  return { kind: transit ? 'transit' : 'wait', x, width, ms };
}

/** Between two tasks of one execution it waits: in a Wait state, or for the next attempt. */
function isInSameExecution({ executionIndex, parent }: TimelineColumns, hop: number): boolean {
  const execution = executionIndex[hop] ?? -1;
  return execution >= 0 && executionIndex[parent[hop] ?? -1] === execution;
}

/** An event is on its way from when it was published; else all that is known is when its cause ended. */
function leadFrom(columns: TimelineColumns, hop: number, via: Mechanism, start: number): number {
  const sent = columns.sentMs[hop] ?? Number.NaN;
  if (via === 'eventbridge' && sent <= start) return sent;
  const parent = columns.parent[hop] ?? -1;
  return parent < 0 ? Number.NaN : (columns.endMs[parent] ?? Number.NaN);
}

/** The row in words, for screen readers and the pointer. */
export function describeHop(columns: TimelineColumns, hop: number, formatMs: (ms: number) => string): string {
  const start = columns.startMs[hop] ?? Number.NaN;
  const end = columns.endMs[hop] ?? Number.NaN;
  const parent = columns.parent[hop] ?? -1;
  const words = [
    `Hop ${hop + 1} ${functionNameOf(columns, hop)}`,
    statusOf(columns, hop),
    parent < 0 ? `by ${mechanismOf(columns, hop)}` : `by ${mechanismOf(columns, hop)} from hop ${parent + 1}`,
  ];
  if (columns.linkKind[hop] === LINK_UNKNOWN_PARENT) words.push('parent unknown');
  const execution = executionOf(columns, hop);
  if (execution !== null) words.push(`in execution ${execution.name} of ${execution.stateMachineName}`);
  if (!Number.isNaN(start)) words.push(`started after ${formatMs(start)}`);
  if (!Number.isNaN(end - start)) words.push(`ran ${formatMs(end - start)}`);
  return words.join(', ');
}
