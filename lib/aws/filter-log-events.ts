import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogEvent } from '../domain/observation.ts';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

export interface FilterLogEventsInput {
  logGroupName: string;
  /** Event time, inclusive. */
  startTime: Date;
  /** Event time, inclusive; open when absent. */
  endTime?: Date;
  logStreamNames?: string[];
  filterPattern?: string;
  nextToken?: string | null;
  /** At most 10,000, which is also AWS's default. */
  limit?: number;
  /** For a caller that keeps its own call budget and back-off: the SDK sends it once. */
  once?: boolean;
  signal?: AbortSignal;
}

/** One page; it may be short or even empty while there is a `nextToken`: only its absence ends the reading (aws.md 4.5). */
export interface LogEventPage {
  events: LogEvent[];
  nextToken: string | null;
}

/** CloudWatch Logs `FilterLogEvents`, one page ordered by event time; throws AppError `not-found` where the group is not. */
export async function filterLogEvents(aws: AwsClients, input: FilterLogEventsInput): Promise<LogEventPage> {
  const { logGroupName } = input;
  const command = new FilterLogEventsCommand({
    logGroupName,
    startTime: input.startTime.getTime(),
    ...(input.endTime === undefined ? {} : { endTime: input.endTime.getTime() }),
    ...(input.logStreamNames === undefined ? {} : { logStreamNames: input.logStreamNames }),
    ...(input.filterPattern === undefined ? {} : { filterPattern: input.filterPattern }),
    ...(input.nextToken ? { nextToken: input.nextToken } : {}),
    ...(input.limit === undefined ? {} : { limit: input.limit }),
  });
  const client = input.once === true ? aws.logsOnce : aws.logs;
  const output = await callAws(
    { service: 'logs', operation: 'FilterLogEvents', resource: logGroupName },
    () => client.send(command, input.signal === undefined ? {} : { abortSignal: input.signal }),
  );
  const events: LogEvent[] = [];
  for (const event of output.events ?? []) {
    if (event.timestamp === undefined || event.logStreamName === undefined) continue;
    events.push({
      logGroupName,
      logStreamName: event.logStreamName,
      timestamp: event.timestamp,
      ingestionTime: event.ingestionTime ?? null,
      message: event.message ?? '',
      eventId: event.eventId ?? null,
    });
  }
  return { events, nextToken: output.nextToken ?? null };
}
