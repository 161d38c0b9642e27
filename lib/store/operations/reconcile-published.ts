import { traceKeyOf } from '../../domain/trace-header.ts';
import type { Tx } from '../sql/tx.ts';
import type { PublishedEntryRow } from '../store-events.ts';
import type { OperationRow, PublishResult } from '../store-operations.ts';

/** The sender's clock and EventBridge's may differ by this much. */
const SKEW_MS = 2_000;
/** What is seen later than this after the sending is something else. */
const REACH_MS = 15 * 60_000;

/**
 * Entries of an unconfirmed publish operation of which it is known now that EventBridge took them: events that equal
 * them were seen on their bus and are nobody else's, or a run of the operation's trace shows one. Where several might
 * be it, a person decides.
 */
export async function acceptedEntries(tx: Tx, operation: OperationRow): Promise<PublishResult[]> {
  const open = (operation.entries ?? []).filter((entry) => entry.status === 'unconfirmed');
  if (operation.sentAt === null || open.length === 0) return [];
  const window = {
    from: new Date(operation.sentAt.getTime() - SKEW_MS),
    to: new Date(operation.sentAt.getTime() + REACH_MS),
  };
  const accepted = new Map<number, string | null>();
  for (const equals of equalEntries(open)) {
    const eventIds = await seenEvents(tx, equals[0], window);
    if (eventIds.length !== equals.length) continue;
    for (const [index, { position }] of equals.entries()) accepted.set(position, eventIds[index] ?? null);
  }
  const [only] = open;
  if (accepted.size === 0 && open.length === 1 && only !== undefined) {
    const run = await runOfTrace(tx, operation, window);
    if (run !== null) accepted.set(only.position, run.eventId);
  }
  return [...accepted].map(([position, eventId]) => ({ position, eventId, error: null, retryable: false }));
}

type Entries = [PublishedEntryRow, ...PublishedEntryRow[]];

/** Entries that nothing tells apart are accepted together or not at all. */
function equalEntries(entries: readonly PublishedEntryRow[]): Entries[] {
  const groups = new Map<string, Entries>();
  for (const entry of entries) {
    const { eventBusName, source, detailType, detail } = entry;
    const key = JSON.stringify([eventBusName, source, detailType, canonical(detail)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

async function seenEvents(
  tx: Tx,
  entry: PublishedEntryRow,
  window: { from: Date; to: Date },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ event_id: string; event: string }[]>`
    SELECT event_id, event FROM event
    WHERE event_bus_name = ${entry.eventBusName} AND sort_at BETWEEN ${window.from} AND ${window.to}
      AND source = ${entry.source} AND detail_type = ${entry.detailType} AND operation_id IS NULL
      AND event IS NOT NULL ORDER BY sort_at, event_key LIMIT 100`;
  const wanted = canonical(entry.detail);
  return rows.filter(({ event }) => canonicalDetail(event) === wanted).map((row) => row.event_id);
}

function canonicalDetail(event: string): string {
  return sorted((JSON.parse(event) as { detail: unknown }).detail);
}

function canonical(text: string): string {
  try {
    return sorted(JSON.parse(text));
  } catch {
    return text;
  }
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** The event that runs of the trace name that nothing else explains; null where there are none, or they differ. */
async function runOfTrace(
  tx: Tx,
  operation: OperationRow,
  window: { from: Date; to: Date },
): Promise<{ eventId: string | null } | null> {
  const rows = await tx.$queryRaw<{ event_id: string | null }[]>`
    SELECT DISTINCT i.value AS event_id FROM hop h
    LEFT JOIN link l ON l.effect_hop_id = h.hop_id AND l.strength = 'exact'
    LEFT JOIN identifier i ON i.request_id = h.request_id AND i.role = 'parent'
    WHERE h.trace_key = ${traceKeyOf(operation.traceId)} AND h.sort_at BETWEEN ${window.from} AND ${window.to}
      AND l.effect_hop_id IS NULL AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.request_id = h.request_id)
      AND NOT EXISTS (SELECT 1 FROM event e WHERE e.event_key = i.value AND e.operation_id IS NOT NULL)`;
  const [row] = rows;
  if (rows.length !== 1 || row === undefined) return null;
  // within a chain that goes on, a run that names no event may be of another cause
  return row.event_id === null && operation.parentHopId !== null ? null : { eventId: row.event_id };
}
