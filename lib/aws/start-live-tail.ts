import { StartLiveTailCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogEvent } from '../domain/observation.ts';
import type { AwsClients } from './aws-clients.ts';
import { toAppError } from './aws-error.ts';
import { callAws } from './call-aws.ts';

export interface StartLiveTailInput {
  /** At most 10, without a trailing `:*`. */
  logGroupArns: string[];
  /** Only with one group. */
  logStreamNames?: string[];
  filterPattern?: string;
  signal: AbortSignal;
}

/** One update a second of at most 500 events; `sampled` where AWS left some out. */
export interface LiveTailUpdate {
  events: LogEvent[];
  sampled: boolean;
}

/**
 * CloudWatch Logs `StartLiveTail`: yields updates until `signal` aborts or AWS ends the session (3 h). Billed by the
 * minute; events carry no eventId and no ingestion order.
 */
export async function* startLiveTail(
  aws: AwsClients,
  input: StartLiveTailInput,
): AsyncGenerator<LiveTailUpdate> {
  const call = {
    service: 'logs',
    operation: 'StartLiveTail',
    resource: input.logGroupArns.join(', '),
  } as const;
  const command = new StartLiveTailCommand({
    logGroupIdentifiers: input.logGroupArns,
    ...(input.logStreamNames === undefined ? {} : { logStreamNames: input.logStreamNames }),
    ...(input.filterPattern === undefined ? {} : { logEventFilterPattern: input.filterPattern }),
  });
  const output = await callAws(call, () => aws.logs.send(command, { abortSignal: input.signal }));
  try {
    for await (const frame of output.responseStream ?? []) {
      if (input.signal.aborted) return;
      if (frame.SessionTimeoutException || frame.SessionStreamingException) return;
      if (!frame.sessionUpdate) continue;
      yield {
        sampled: frame.sessionUpdate.sessionMetadata?.sampled ?? false,
        events: (frame.sessionUpdate.sessionResults ?? []).map((event) => ({
          logGroupName: groupNameOf(event.logGroupIdentifier ?? ''),
          logStreamName: event.logStreamName ?? '',
          timestamp: event.timestamp ?? 0,
          ingestionTime: event.ingestionTime ?? null,
          message: event.message ?? '',
          eventId: null,
        })),
      };
    }
  } catch (error) {
    if (input.signal.aborted) return;
    throw toAppError(error, call);
  }
}

/** `account:name` or an ARN. */
function groupNameOf(identifier: string): string {
  return identifier.slice(identifier.lastIndexOf(':') + 1);
}
