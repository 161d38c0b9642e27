import type { EventEntry } from '@/lib/contract/event';
import type { OperationDto } from '@/lib/contract/operation';
import { jsonMemberText } from '@/lib/domain/json-scan';
import { jsonSyntaxError } from '@/lib/domain/json-text';

type SentEntry = NonNullable<OperationDto['entries']>[number];

/**
 * The entry that a payload makes: an event's own fields where the payload is one, its detail byte for byte; else a
 * detail of the whole payload. Null where the payload is no JSON object.
 */
export function entryOfPayload(payload: string, eventBusName: string): EventEntry | null {
  if (jsonSyntaxError(payload) !== null || !payload.trimStart().startsWith('{')) return null;
  const source = textMember(payload, 'source');
  const detailType = textMember(payload, 'detail-type');
  const detail = jsonMemberText(payload, 'detail');
  const none = { eventBusName, resources: [], time: null };
  if (source === null || detailType === null || detail === null)
    return { ...none, source: '', detailType: '', detail: payload };
  return { ...none, source, detailType, detail };
}

function textMember(payload: string, key: string): string | null {
  const text = jsonMemberText(payload, key);
  if (text === null || !text.startsWith('"')) return null;
  const value: unknown = JSON.parse(text);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The entries of an operation that are to be tried again: those that failed, or whose answer was lost. */
export function entriesToRetry(entries: readonly SentEntry[]): EventEntry[] {
  return entries
    .filter((entry) => entry.status === 'failed' || entry.status === 'unconfirmed')
    .map(({ eventBusName, source, detailType, detail, resources, time }) => ({
      eventBusName,
      source,
      detailType,
      detail,
      resources,
      time,
    }));
}
