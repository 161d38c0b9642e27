import { jsonMemberText } from '../../domain/json-scan.ts';
import type { Observation } from '../../domain/observation.ts';
import { recordText } from '../recorded-text.ts';
import type { Tx } from '../sql/tx.ts';
import type { BusLine } from './bus-lines.ts';
import type { RequestOrigin, WorkingSet } from './working-set.ts';

/**
 * Tells the requests that published seen events. A request that no log has shown yet is remembered all the same, so
 * that it does not matter which comes first.
 */
export async function observeEventCauses(tx: Tx, set: WorkingSet, lines: readonly BusLine[]): Promise<void> {
  const told = lines.filter((line) => line.cause !== null);
  await set.load(
    tx,
    told.flatMap(({ cause }) => cause?.requestId ?? []),
  );
  for (const { seen, seenMs, cause } of told) {
    if (cause === null) continue;
    const { requestId, record } = cause;
    const known = set.changed.has(requestId);
    set.add(requestId, originOf(cause), [observationOf(seen.event_id, seenMs, cause)], []);
    if (record !== null && seen.event !== null && (known || set.changed.has(requestId))) {
      await recordRecordTexts(tx, requestId, seen.event);
    }
  }
}

function observationOf(
  eventId: string,
  seenMs: number,
  { record }: NonNullable<BusLine['cause']>,
): Observation {
  if (record === null) return { source: 'event', kind: 'carried', timestamp: seenMs, eventId };
  const { outcome, errorType, errorMessage, atMs } = record;
  const timestamp = atMs ?? seenMs;
  return { source: 'event', kind: 'record', timestamp, eventId, outcome, errorType, errorMessage };
}

function originOf({ record }: NonNullable<BusLine['cause']>): RequestOrigin {
  // arn:aws:lambda:<region>:<account>:function:<name>:<qualifier>
  const parts = record?.functionArn.split(':') ?? [];
  return {
    functionName: parts[6] ?? '',
    functionArn: parts.length >= 7 ? parts.slice(0, 7).join(':') : null,
    logGroupName: null,
    architecture: null,
    timeoutMs: 0,
  };
}

async function recordRecordTexts(tx: Tx, requestId: string, event: string): Promise<void> {
  const detail = jsonMemberText(event, 'detail') ?? '{}';
  for (const [kind, member] of [
    ['payload', 'requestPayload'],
    ['response', 'responsePayload'],
  ] as const) {
    const text = jsonMemberText(detail, member);
    if (text !== null) await recordText(tx, requestId, kind, 'destination-record', text);
  }
}
