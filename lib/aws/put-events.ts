import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { AppError } from '../domain/app-error.ts';
import type { AwsClients } from './aws-clients.ts';
import { toAppError } from './aws-error.ts';
import { callAws } from './call-aws.ts';

export interface PutEventsEntry {
  eventBusName: string;
  source: string;
  detailType: string;
  /** JSON text of an object, sent byte for byte. */
  detail: string;
  resources: readonly string[];
  /** Null: EventBridge's own time. */
  time: Date | null;
  /** `Root=1-…;Parent=…;Sampled=…`; a target that is a function gets it with a new parent. */
  traceHeader: string | null;
}

export interface PutEventsResult {
  /** `id` of the event that targets see; null where the entry was refused. */
  eventId: string | null;
  error: AppError | null;
  /** The same entry may be taken later: AWS failed or throttled (aws.md 5.1). */
  retryable: boolean;
}

const RETRYABLE = new Set(['InternalFailure', 'InternalException', 'ThrottlingException']);

/**
 * EventBridge `PutEvents` of one to ten entries, sent once: there is no client token, and a lost reply may hide events
 * that are on their way (`mayHaveRun` of the AppError tells). One result per entry, in order; an unknown bus drops its
 * event without a word, so look at the bus first (aws.md 5.1).
 */
export async function putEvents(
  aws: AwsClients,
  entries: readonly PutEventsEntry[],
): Promise<PutEventsResult[]> {
  const command = new PutEventsCommand({
    Entries: entries.map((entry) => ({
      EventBusName: entry.eventBusName,
      Source: entry.source,
      DetailType: entry.detailType,
      Detail: entry.detail,
      ...(entry.resources.length === 0 ? {} : { Resources: [...entry.resources] }),
      ...(entry.time === null ? {} : { Time: entry.time }),
      ...(entry.traceHeader === null ? {} : { TraceHeader: entry.traceHeader }),
    })),
  });
  const call = {
    service: 'events',
    operation: 'PutEvents',
    resource: entries[0]?.eventBusName ?? '',
  } as const;
  const output = await callAws(call, () => aws.eventsOnce.send(command));
  return entries.map((entry, index) => {
    const result = output.Entries?.[index];
    if (result?.EventId) return { eventId: result.EventId, error: null, retryable: false };
    const name = result?.ErrorCode ?? 'NoAnswer';
    const thrown = { name, message: result?.ErrorMessage, $metadata: { httpStatusCode: 400 } };
    const error = toAppError(thrown, { ...call, resource: entry.eventBusName });
    return {
      eventId: null,
      error: error instanceof AppError ? error : null,
      retryable: RETRYABLE.has(name),
    };
  });
}
