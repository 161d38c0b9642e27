import { z } from 'zod';
import { readPageToken, writePageToken } from '../../page-token.ts';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';
import type { LogStream } from './log-group.ts';
import { type LogsContext, logGroupArn, requireGroup } from './logs-context.ts';
import { zLimit, zLogGroupIdentifier, zLogGroupName, zLogStreamName, zNextToken } from './logs-input.ts';

const zInput = z.object({
  logGroupName: zLogGroupName.optional(),
  logGroupIdentifier: zLogGroupIdentifier.optional(),
  logStreamNamePrefix: zLogStreamName.optional(),
  orderBy: z.enum(['LogStreamName', 'LastEventTime']).default('LogStreamName'),
  descending: z.boolean().default(false),
  nextToken: zNextToken.optional(),
  limit: zLimit(50).default(50),
});

/** DescribeLogStreams, by name or by the time of the last event. */
export function describeLogStreams(context: LogsContext, body: Record<string, unknown>) {
  const { nextToken, ...query } = parseInput(zInput, body);
  const { logStreamNamePrefix: prefix, orderBy, descending, limit } = query;
  if (prefix !== undefined && orderBy === 'LastEventTime') {
    throw new AwsError(
      'InvalidParameterException',
      'Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
  }
  const group = requireGroup(context, query);
  const now = context.now();
  const start = nextToken === undefined ? 0 : Number(readPageToken(nextToken, query, now));
  const found = [...group.streams.values()]
    .filter((stream) => prefix === undefined || stream.logStreamName.startsWith(prefix))
    .sort((a, b) => compare(a, b, orderBy) * (descending ? -1 : 1));
  const page = found.slice(start, start + limit);
  return {
    logStreams: page.map((stream) => ({
      logStreamName: stream.logStreamName,
      creationTime: stream.creationTime,
      ...(stream.firstEventTimestamp === null ? {} : { firstEventTimestamp: stream.firstEventTimestamp }),
      ...(stream.lastEventTimestamp === null ? {} : { lastEventTimestamp: stream.lastEventTimestamp }),
      ...(stream.lastIngestionTime === null ? {} : { lastIngestionTime: stream.lastIngestionTime }),
      arn: `${logGroupArn(context, group.logGroupName)}:log-stream:${stream.logStreamName}`,
      storedBytes: 0,
    })),
    ...(found.length > start + limit ? { nextToken: writePageToken(query, start + limit, now) } : {}),
  };
}

function compare(a: LogStream, b: LogStream, orderBy: 'LogStreamName' | 'LastEventTime'): number {
  const byTime = (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0);
  if (orderBy === 'LastEventTime' && byTime !== 0) return byTime;
  return a.logStreamName < b.logStreamName ? -1 : 1;
}
