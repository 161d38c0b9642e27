import { z } from 'zod';
import { readPageToken, writePageToken } from '../../page-token.ts';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';
import { type LogsContext, logGroupArn } from './logs-context.ts';
import { zLimit, zLogGroupName, zNextToken } from './logs-input.ts';

const zInput = z.object({
  logGroupNamePrefix: zLogGroupName.optional(),
  logGroupNamePattern: z.string().max(512).optional(),
  logGroupClass: z.enum(['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY']).optional(),
  nextToken: zNextToken.optional(),
  limit: zLimit(50).default(50),
});

/** DescribeLogGroups, by name; the pattern is a case-insensitive part of the name. */
export function describeLogGroups(context: LogsContext, body: Record<string, unknown>) {
  const { nextToken, ...query } = parseInput(zInput, body);
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupClass, limit } = query;
  if (prefix !== undefined && pattern !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      'logGroupNamePrefix and logGroupNamePattern are mutually exclusive parameters.',
    );
  }
  const now = context.now();
  const after = nextToken === undefined ? '' : String(readPageToken(nextToken, query, now));
  const found = [...context.store.groups.values()]
    .filter(
      ({ logGroupName: name }) =>
        (logGroupClass ?? 'STANDARD') === 'STANDARD' &&
        name > after &&
        (prefix === undefined || name.startsWith(prefix)) &&
        (pattern === undefined || name.toLowerCase().includes(pattern.toLowerCase())),
    )
    .sort((a, b) => (a.logGroupName < b.logGroupName ? -1 : 1));
  const page = found.slice(0, limit);
  return {
    logGroups: page.map((group) => ({
      logGroupName: group.logGroupName,
      creationTime: group.creationTime,
      ...(group.retentionInDays === null ? {} : { retentionInDays: group.retentionInDays }),
      metricFilterCount: 0,
      arn: `${logGroupArn(context, group.logGroupName)}:*`,
      logGroupArn: logGroupArn(context, group.logGroupName),
      storedBytes: group.bytes,
      logGroupClass: 'STANDARD',
    })),
    ...(found.length > limit ? { nextToken: writePageToken(query, page.at(-1)?.logGroupName, now) } : {}),
  };
}
