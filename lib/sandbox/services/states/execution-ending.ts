import type { ExecutionRecord } from './execution-record.ts';
import { type EventDraft, failureDetails, type HistoryEvent, outputDetails } from './run/history-event.ts';

/** How an execution ended. */
export type Ending = Pick<ExecutionRecord, 'status' | 'output' | 'error' | 'cause'>;

const TYPES = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const;

/** The last event of a history. One that comes from outside follows no other, as AWS records it. */
export function closingEvent({ status, output, error, cause }: Ending, lastEventId: number): EventDraft {
  if (status === 'RUNNING') throw new Error('an execution that runs has no last event');
  const details =
    status === 'SUCCEEDED'
      ? { executionSucceededEventDetails: outputDetails(output ?? '') }
      : {
          [`execution${TYPES[status].slice('Execution'.length)}EventDetails`]: failureDetails(
            error ?? undefined,
            cause ?? undefined,
          ),
        };
  const previousEventId = status === 'SUCCEEDED' || status === 'FAILED' ? lastEventId : 0;
  return { type: TYPES[status], previousEventId, details };
}

/** How the execution ended by its last event; null where that is no end. */
export function endingOf({ type, details }: HistoryEvent): Ending | null {
  const found = Object.entries(TYPES).find(([, name]) => name === type);
  if (found === undefined) return null;
  const text = (key: string) => {
    const value = Object.values(details)[0]?.[key];
    return typeof value === 'string' ? value : null;
  };
  return {
    status: found[0] as keyof typeof TYPES,
    output: text('output'),
    error: text('error'),
    cause: text('cause'),
  };
}
