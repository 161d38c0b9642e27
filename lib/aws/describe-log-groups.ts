import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

export interface LogGroup {
  logGroupName: string;
  /** Without the trailing `:*`, as StartLiveTail takes it; null where AWS gave none. */
  logGroupArn: string | null;
  retentionInDays: number | null;
}

/** CloudWatch Logs `DescribeLogGroups` by name prefix, one page of at most 50 groups. */
export async function describeLogGroups(aws: AwsClients, logGroupNamePrefix: string): Promise<LogGroup[]> {
  const call = { service: 'logs', operation: 'DescribeLogGroups', resource: logGroupNamePrefix } as const;
  const output = await callAws(call, () =>
    aws.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix, limit: 50 })),
  );
  return (output.logGroups ?? []).map((group) => ({
    logGroupName: group.logGroupName ?? '',
    logGroupArn: group.logGroupArn ?? group.arn?.replace(/:\*$/, '') ?? null,
    retentionInDays: group.retentionInDays ?? null,
  }));
}
