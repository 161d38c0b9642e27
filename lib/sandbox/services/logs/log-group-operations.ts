import { z } from 'zod';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';
import { type LogsContext, requireGroup } from './logs-context.ts';
import { zLogGroupName, zLogStreamName } from './logs-input.ts';

const zGroup = z.object({ logGroupName: zLogGroupName });
const zStream = z.object({ logGroupName: zLogGroupName, logStreamName: zLogStreamName });

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
  CreateLogStream(context: LogsContext, body: Record<string, unknown>): void {
    const { logGroupName, logStreamName } = parseInput(zStream, body);
    const group = requireGroup(context, { logGroupName });
    if (group.streams.has(logStreamName)) {
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
    }
    context.store.createStream(group, logStreamName);
  },
};
