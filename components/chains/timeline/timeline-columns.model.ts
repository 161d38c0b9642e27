import type { ChainTimeline } from '@/lib/contract/chain';
import { HOP_STATUSES, type HopStatus, MECHANISMS, type Mechanism } from '@/lib/domain/hop';

/** A chain's hops as typed columns; index i is one hop, sorted by start, and hop number i + 1 on the page. */
export interface TimelineColumns {
  count: number;
  baseMs: number;
  functionNames: readonly string[];
  hopIds: readonly string[];
  indexByHopId: ReadonlyMap<string, number>;
  /** index of the parent, -1 where there is none in this chain */
  parent: Int32Array;
  functionIndex: Int32Array;
  /** offsets from baseMs; NaN where unknown */
  startMs: Float64Array;
  endMs: Float64Array;
  status: Uint8Array;
  via: Uint8Array;
  attempt: Int32Array;
  linkKind: Uint8Array;
  /** when what ran it was sent, offsets from baseMs; NaN where unknown */
  sentMs: Float64Array;
  /** of state machines; times are offsets from baseMs, -1 where unknown or not over */
  executions: ChainTimeline['executions'];
  /** the execution whose task it is, -1 where it is none */
  executionIndex: Int32Array;
}

export const LINK_UNKNOWN_PARENT = 3;

const STATUS_NOT_OBSERVED = HOP_STATUSES.indexOf('not-observed');
const VIA_UNKNOWN = MECHANISMS.indexOf('unknown');

function offset(value: number | undefined): number {
  return value === undefined || value < 0 ? Number.NaN : value;
}

/** Columns of the wire form; a parent outside the chain, itself, or missing counts as none. */
export function toTimelineColumns(wire: ChainTimeline): TimelineColumns {
  const count = wire.hopIds.length;
  const indexByHopId = new Map<string, number>();
  for (let i = 0; i < count; i++) indexByHopId.set(wire.hopIds[i] ?? '', i);
  const columns: TimelineColumns = {
    count,
    baseMs: wire.baseMs,
    functionNames: wire.functionNames,
    hopIds: wire.hopIds,
    indexByHopId,
    parent: new Int32Array(count).fill(-1),
    functionIndex: Int32Array.from(wire.functionIndex),
    startMs: new Float64Array(count),
    endMs: new Float64Array(count),
    status: new Uint8Array(count),
    via: new Uint8Array(count),
    attempt: Int32Array.from(wire.attempt),
    linkKind: Uint8Array.from(wire.linkKind),
    sentMs: new Float64Array(count),
    executions: wire.executions,
    executionIndex: Int32Array.from(wire.executionIndex),
  };
  for (let i = 0; i < count; i++) {
    const parentId = wire.parentHopIds[i];
    const parent = parentId == null ? -1 : (indexByHopId.get(parentId) ?? -1);
    columns.parent[i] = parent === i ? -1 : parent;
    columns.startMs[i] = offset(wire.startMs[i]);
    columns.endMs[i] = offset(wire.endMs[i]);
    columns.sentMs[i] = offset(wire.sentMs[i]);
    columns.status[i] = wire.statusIndex[i] ?? STATUS_NOT_OBSERVED;
    columns.via[i] = wire.viaIndex[i] ?? VIA_UNKNOWN;
  }
  return columns;
}

export function statusOf(columns: TimelineColumns, hop: number): HopStatus {
  return HOP_STATUSES[columns.status[hop] ?? STATUS_NOT_OBSERVED] ?? 'not-observed';
}

export function mechanismOf(columns: TimelineColumns, hop: number): Mechanism {
  return MECHANISMS[columns.via[hop] ?? VIA_UNKNOWN] ?? 'unknown';
}

export function functionNameOf(columns: TimelineColumns, hop: number): string {
  return columns.functionNames[columns.functionIndex[hop] ?? -1] ?? 'unknown function';
}

/** The execution whose task a hop is. */
export function executionOf(
  columns: TimelineColumns,
  hop: number,
): ChainTimeline['executions'][number] | null {
  return columns.executions[columns.executionIndex[hop] ?? -1] ?? null;
}

/** How much a status asks for attention; the higher one wins where several share a pixel or a collapsed row. */
const RANK: Record<HopStatus, number> = {
  succeeded: 1,
  'not-observed': 2,
  running: 3,
  throttled: 4,
  lost: 5,
  'timed-out': 6,
  failed: 7,
};
export const RANK_COUNT = 8;
const RANK_BY_INDEX = Uint8Array.from(HOP_STATUSES, (status) => RANK[status]);
const STATUS_BY_RANK = new Map(HOP_STATUSES.map((status) => [RANK[status], status]));

export function rankOf(columns: TimelineColumns, hop: number): number {
  return RANK_BY_INDEX[columns.status[hop] ?? STATUS_NOT_OBSERVED] ?? 0;
}

export function statusOfRank(rank: number): HopStatus | null {
  return STATUS_BY_RANK.get(rank) ?? null;
}

/** Failed, timed out, throttled or lost: what a person looks for first. */
export function isBadRank(rank: number): boolean {
  return rank >= RANK.throttled;
}
