import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { createLogGroup } from '../../../aws/create-log-group.ts';
import { deleteLogGroup } from '../../../aws/delete-log-group.ts';
import { deleteRetentionPolicy } from '../../../aws/delete-retention-policy.ts';
import { describeLogGroups } from '../../../aws/describe-log-groups.ts';
import { nullWhereAbsent } from '../../../aws/null-where-absent.ts';
import { putRetentionPolicy } from '../../../aws/put-retention-policy.ts';
import type { Fields } from '../plan-body.ts';

export const zLogGroupName = z.object({ logGroupName: z.string() });
type LogGroupName = z.infer<typeof zLogGroupName>;
const zRetention = z.object({ retentionInDays: z.number().nullable() });

export const logGroupSubject = ({ logGroupName }: LogGroupName) => `log group ${logGroupName}`;
export const retentionSubject = ({ logGroupName }: LogGroupName) => `retention of log group ${logGroupName}`;

async function findLogGroup(aws: AwsClients, { logGroupName }: LogGroupName) {
  const groups = await describeLogGroups(aws, logGroupName);
  return groups.find((group) => group.logGroupName === logGroupName) ?? null;
}

export async function readLogGroup(aws: AwsClients, input: LogGroupName): Promise<Fields> {
  const group = await findLogGroup(aws, input);
  return { logGroup: group === null ? null : input.logGroupName };
}

export async function readRetention(aws: AwsClients, input: LogGroupName): Promise<Fields> {
  return { retentionInDays: (await findLogGroup(aws, input))?.retentionInDays ?? null };
}

/** Creates or deletes the group; log events do not come back. */
export async function restoreLogGroup(aws: AwsClients, input: LogGroupName, former: Fields): Promise<void> {
  if (former.logGroup === null) await nullWhereAbsent(deleteLogGroup(aws, input.logGroupName));
  else await createLogGroup(aws, input.logGroupName);
}

/** Of a group that is gone there is nothing to restore. */
export async function restoreRetention(aws: AwsClients, input: LogGroupName, former: Fields): Promise<void> {
  const { retentionInDays } = zRetention.parse(former);
  const { logGroupName } = input;
  await nullWhereAbsent(
    retentionInDays === null
      ? deleteRetentionPolicy(aws, logGroupName)
      : putRetentionPolicy(aws, { logGroupName, retentionInDays }),
  );
}
