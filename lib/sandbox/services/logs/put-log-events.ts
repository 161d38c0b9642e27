import { z } from 'zod';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';
import { countedBytesOf } from './log-page.ts';
import { type LogsContext, requireGroup, requireStream } from './logs-context.ts';
import { zLogGroupName, zLogStreamName, zTimestamp } from './logs-input.ts';

const MAX_BATCH_BYTES = 1_048_576;
const MAX_SPAN_MS = 24 * 3_600_000;
const MAX_AGE_MS = 14 * 24 * 3_600_000;
const MAX_AHEAD_MS = 2 * 3_600_000;

const zInput = z.object({
  logGroupName: zLogGroupName,
  logStreamName: zLogStreamName,
  logEvents: z
    .array(
      z.object({
        timestamp: zTimestamp,
        message: z.string().min(1, 'Member must have length greater than or equal to 1'),
      }),
    )
    .min(1, 'Member must have length greater than or equal to 1')
    .max(10_000, 'Member must have length less than or equal to 10000'),
});

/** PutLogEvents with AWS's batch rules: 1 MB, chronological, within 24 h; too old or too new events are left out and named. */
export function putLogEvents(context: LogsContext, body: Record<string, unknown>) {
  const input = parseInput(zInput, body);
  const group = requireGroup(context, { logGroupName: input.logGroupName });
  const stream = requireStream(group, input.logStreamName);
  let bytes = 0;
  let previous = 0;
  for (const { timestamp, message } of input.logEvents) {
    bytes += countedBytesOf(message);
    if (timestamp < previous) {
      throw invalid('Log events in a single PutLogEvents request must be in chronological order.');
    }
    previous = timestamp;
  }
  if (bytes > MAX_BATCH_BYTES)
    throw invalid(`Upload too large: ${bytes} bytes exceeds limit of ${MAX_BATCH_BYTES}`);
  if (previous - (input.logEvents[0]?.timestamp ?? 0) > MAX_SPAN_MS) {
    throw invalid('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
  }
  const now = context.now();
  const tooOld = input.logEvents.filter((event) => event.timestamp < now - MAX_AGE_MS).length;
  const tooNew = input.logEvents.filter((event) => event.timestamp > now + MAX_AHEAD_MS).length;
  const accepted = input.logEvents.slice(tooOld, input.logEvents.length - tooNew);
  const lateMs = context.faults.onDelivery('late', group.logGroupName)?.delayMs ?? 0;
  context.store.append(group, stream, accepted, lateMs);
  const rejected = {
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(tooNew > 0 ? { tooNewLogEventStartIndex: input.logEvents.length - tooNew } : {}),
  };
  return {
    nextSequenceToken: '0',
    ...(tooOld + tooNew > 0 ? { rejectedLogEventsInfo: rejected } : {}),
  };
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
