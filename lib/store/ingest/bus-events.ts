import { storableText } from '../../domain/storable-text.ts';
import { type SeenEvent, saveSeenEvents } from '../events/event-columns.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { IngestResult } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import type { BusLogBatch } from '../store-events.ts';
import { applyChanges } from './apply-changes.ts';
import { type BusLine, type DeliveryColumns, readBusLine } from './bus-lines.ts';
import { saveCheckpoint } from './checkpoint.ts';
import { observeEventCauses } from './event-causes.ts';
import { observeEventMatches } from './event-matches.ts';
import { observeEventsOfRuns } from './event-observations.ts';
import { notifyEvents } from './notify-chains.ts';
import { addUnreadable } from './unreadable-lines.ts';
import { WorkingSet } from './working-set.ts';

const DELIVERY_TABLE: BulkTable<DeliveryColumns> = {
  name: 'event_delivery',
  columns: {
    event_id: 'text',
    digest: 'text',
    timestamp_ms: 'bigint',
    message_type: 'text',
    rule_arn: 'text',
    target_arns: 'text',
    message: 'text',
  },
  key: ['event_id', 'digest'],
  onConflict: 'DO NOTHING',
};

/** Takes a batch of a watched bus's log group in: events, deliveries, what they say of runs, and the checkpoint. */
export async function busEvents(tx: Tx, context: StoreContext, batch: BusLogBatch): Promise<IngestResult> {
  const lines: BusLine[] = [];
  const unreadable: BusLogBatch['events'][number][] = [];
  for (const event of batch.events) {
    const storable = { ...event, message: storableText(event.message).text };
    const line = readBusLine(batch, storable);
    if (line === null) unreadable.push(event);
    else lines.push(line);
  }
  const newEventCount = await saveSeenEvents(tx, mergedEvents(lines));
  const deliveries = new Map(
    lines.flatMap(({ delivery }) =>
      delivery === null ? [] : [[`${delivery.event_id} ${delivery.digest}`, delivery]],
    ),
  );
  const newDeliveryCount = await bulkUpsert(tx, DELIVERY_TABLE, [...deliveries.values()]);
  const unreadableLineCount = await addUnreadable(tx, batch.logGroupName, unreadable);
  const newLineCount = newEventCount + newDeliveryCount;
  await saveCheckpoint(tx, batch, {
    lateLineCount: batch.slowPass ? newLineCount : 0,
    unreadableLineCount,
  });
  const set = new WorkingSet();
  const eventIds = [...new Set(lines.map(({ seen }) => seen.event_id))];
  await observeEventCauses(tx, set, lines);
  await observeEventMatches(tx, set, eventIds);
  await observeEventsOfRuns(tx, set, eventIds);
  const changedChainIds = await applyChanges(tx, context, set);
  if (newLineCount > 0) await notifyEvents(tx);
  return { changedChainIds, newLineCount, unreadableLineCount };
}

/** One row per event: what any of its lines shows, at the time of the first. */
function mergedEvents(lines: readonly BusLine[]): SeenEvent[] {
  const events = new Map<string, SeenEvent>();
  for (const { seen } of lines) {
    const known = events.get(seen.event_key);
    if (known === undefined) events.set(seen.event_key, seen);
    else events.set(seen.event_key, mergedEvent(known, seen));
  }
  return [...events.values()];
}

function mergedEvent(a: SeenEvent, b: SeenEvent): SeenEvent {
  const [seenAt = a.seen_at] = [a.seen_at, b.seen_at].sort();
  return {
    ...a,
    source: a.source || b.source,
    detail_type: a.detail_type || b.detail_type,
    detail_start: a.detail_start || b.detail_start,
    resources: a.resources === '[]' ? b.resources : a.resources,
    time: a.time ?? b.time,
    event: a.event ?? b.event,
    cause_request_id: a.cause_request_id ?? b.cause_request_id,
    sort_at: seenAt,
    seen_at: seenAt,
  };
}
