import type { EventDetail, EventEntry, EventSummary, SavedEvent } from '../../contract/event.ts';
import type { EventDetailRow, EventEntryRow, EventRow, SavedEventRow } from '../../store/store-events.ts';
import { problemDto } from './problem-dto.ts';

const DETAIL_START_CHARACTERS = 200;

/** An event as lists show it. */
export function eventSummary(row: EventRow): EventSummary {
  return {
    eventKey: row.eventKey,
    eventId: row.eventId,
    status: row.status,
    eventBusName: row.eventBusName,
    source: row.source,
    detailType: row.detailType,
    at: row.at.toISOString(),
    operationId: row.operationId,
    seenAt: row.seenAt?.toISOString() ?? null,
    chainId: row.chainId,
    causeHop: row.causeHop,
    causedHops: row.causedHops,
    causedHopCount: row.causedHopCount,
    detailStart: [...row.detail.slice(0, 2 * DETAIL_START_CHARACTERS)]
      .slice(0, DETAIL_START_CHARACTERS)
      .join(''),
  };
}

/** An event as its page shows it. */
export function eventDetail(row: EventDetailRow): EventDetail {
  return {
    ...eventSummary(row),
    event: row.event,
    entry: entryDto(row),
    problem: problemDto(row.error),
    traceId: row.traceId,
    deliveries: row.deliveries.flatMap(({ timestamp, messageType, ruleArn, targetArns, message }) =>
      (targetArns.length === 0 ? [null] : targetArns).map((targetArn) => ({
        at: new Date(timestamp).toISOString(),
        messageType,
        ruleName: ruleArn?.split('/').at(-1) ?? null,
        targetArn,
        message,
      })),
    ),
  };
}

export function savedEventDto({ savedEventId, name, entry, savedAt }: SavedEventRow): SavedEvent {
  return { savedEventId, name, entry: entryDto(entry), savedAt: savedAt.toISOString() };
}

function entryDto({ eventBusName, source, detailType, detail, resources, time }: EventEntryRow): EventEntry {
  return { eventBusName, source, detailType, detail, resources, time: time?.toISOString() ?? null };
}
