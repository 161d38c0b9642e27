import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import type { LogEventPage } from './filter-log-events.ts';

export interface GetLogEventsInput {
  logGroupName: string;
  logStreamName: string;
  /** Event time, inclusive. */
  startTime?: Date;
  /** Event time, exclusive (unlike FilterLogEvents). */
  endTime?: Date;
  nextToken?: string | null;
  limit?: number;
  signal?: AbortSignal;
}

/** CloudWatch Logs `GetLogEvents` from the head of one stream; AWS repeats the token at the end, which reads null here. */
export async function getLogEvents(aws: AwsClients, input: GetLogEventsInput): Promise<LogEventPage> {
  const { logGroupName, logStreamName } = input;
  const command = new GetLogEventsCommand({
    logGroupName,
    logStreamName,
    startFromHead: true,
    ...(input.startTime === undefined ? {} : { startTime: input.startTime.getTime() }),
    ...(input.endTime === undefined ? {} : { endTime: input.endTime.getTime() }),
    ...(input.nextToken ? { nextToken: input.nextToken } : {}),
    ...(input.limit === undefined ? {} : { limit: input.limit }),
  });
  const output = await callAws({ service: 'logs', operation: 'GetLogEvents', resource: logGroupName }, () =>
    aws.logs.send(command, input.signal === undefined ? {} : { abortSignal: input.signal }),
  );
  const token = output.nextForwardToken ?? null;
  return {
    events: (output.events ?? []).map((event) => ({
      logGroupName,
      logStreamName,
      timestamp: event.timestamp ?? 0,
      ingestionTime: event.ingestionTime ?? null,
      message: event.message ?? '',
      eventId: null,
    })),
    nextToken: token === (input.nextToken ?? null) ? null : token,
  };
}
