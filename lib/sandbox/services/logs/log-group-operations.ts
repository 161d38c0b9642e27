import { z } from 'zod';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';
import { type LogsContext, requireGroup } from './logs-context.ts';
import { zLogGroupName, zLogStreamName } from './logs-input.ts';

const zGroup = z.object({ logGroupName: zLogGroupName });
const zStream = z.object({ logGroupName: zLogGroupName, logStreamName: zLogStreamName });

const RETENTION_DAYS = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);
const zRetention = z.object({
  logGroupName: zLogGroupName,
  retentionInDays: z.number().refine((days) => RETENTION_DAYS.has(days), 'Member must be a valid retention'),
});

/** The operations that create and delete groups and streams, each with an empty answer. */
export const logGroupOperations = {
  CreateLogGroup(context: LogsContext, body: Record<string, unknown>): void {
    const { logGroupName } = parseInput(zGroup, body);
    if (context.store.groups.has(logGroupName)) {
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
    }
    context.store.createGroup(logGroupName);
  },
  async DeleteLogGroup(context: LogsContext, body: Record<string, unknown>): Promise<void> {
    await context.store.deleteGroup(requireGroup(context, parseInput(zGroup, body)));
  },
  PutRetentionPolicy(context: LogsContext, body: Record<string, unknown>): void {
    const { logGroupName, retentionInDays } = parseInput(zRetention, body);
    context.store.setRetention(requireGroup(context, { logGroupName }), retentionInDays);
  },
  DeleteRetentionPolicy(context: LogsContext, body: Record<string, unknown>): void {
    context.store.setRetention(requireGroup(context, parseInput(zGroup, body)), null);
  },
  CreateLogStream(context: LogsContext, body: Record<string, unknown>): void {
    const { logGroupName, logStreamName } = parseInput(zStream, body);
    const group = requireGroup(context, { logGroupName });
    if (group.streams.has(logStreamName)) {
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
    }
    context.store.createStream(group, logStreamName);
  },
};
