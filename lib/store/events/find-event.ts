import { jsonMemberText } from '../../domain/json-scan.ts';
import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import type { EventDelivery, EventDetailRow, PublishedEntryRow } from '../store-events.ts';
import { EVENT_COLUMNS, type EventColumns, eventRowsOf } from './event-row.ts';
import { eventText } from './event-text.ts';

type FoundEvent = EventColumns & {
  event: string | null;
  entry_detail: string | null;
  entry_error: string | null;
};

/** By event ID or `<operationId>:<position>`, whichever it was listed by when the address was made. */
export async function findEvent({ prisma }: StoreContext, eventKey: string): Promise<EventDetailRow | null> {
  const place = /^(.+):(\d{1,2})$/.exec(eventKey);
  const [found] = await prisma.$queryRaw<FoundEvent[]>`
    SELECT ${EVENT_COLUMNS}, e.event, p.detail AS entry_detail, p.error AS entry_error
    FROM event e LEFT JOIN published_entry p ON p.operation_id = e.operation_id AND p.position = e.position
    WHERE e.event_key = ${eventKey}
      OR (e.operation_id = ${place?.[1] ?? null} AND e.position = ${Number(place?.[2] ?? -1)}) LIMIT 1`;
  const [row] = found === undefined ? [] : await eventRowsOf(prisma, [found]);
  if (found === undefined || row === undefined) return null;
  const seen = found.event === null ? null : jsonMemberText(found.event, 'detail');
  const detail = found.entry_detail ?? seen ?? '';
  return {
    ...row,
    detail,
    event: found.event ?? eventText({ ...row, detail, at: row.at }),
    error: found.entry_error === null ? null : (JSON.parse(found.entry_error) as PublishedEntryRow['error']),
    deliveries: found.event_id === null ? [] : await deliveriesOf(prisma, found.event_id),
  };
}

interface DeliveryColumns {
  timestamp_ms: bigint;
  message_type: string;
  rule_arn: string | null;
  target_arns: string;
  message: string | null;
}

async function deliveriesOf(tx: Tx, eventId: string): Promise<EventDelivery[]> {
  const rows = await tx.$queryRaw<DeliveryColumns[]>`
    SELECT timestamp_ms, message_type, rule_arn, target_arns, message FROM event_delivery
    WHERE event_id = ${eventId} ORDER BY timestamp_ms, digest LIMIT 1000`;
  return rows.map((row) => ({
    timestamp: Number(row.timestamp_ms),
    messageType: row.message_type,
    ruleArn: row.rule_arn,
    targetArns: JSON.parse(row.target_arns) as string[],
    message: row.message,
  }));
}
