import { DescribeResourcePoliciesCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

export interface LogsResourcePolicy {
  policyName: string;
  /** JSON text. */
  policyDocument: string;
}

/** CloudWatch Logs `DescribeResourcePolicies`, all pages: the policies of the whole account (10 at most) in this region. */
export async function describeResourcePolicies(aws: AwsClients): Promise<LogsResourcePolicy[]> {
  return callAws({ service: 'logs', operation: 'DescribeResourcePolicies' }, async () => {
    const policies: LogsResourcePolicy[] = [];
    let nextToken: string | undefined;
    do {
      const page = await aws.logs.send(
        new DescribeResourcePoliciesCommand({ limit: 50, ...(nextToken ? { nextToken } : {}) }),
      );
      for (const { policyName, policyDocument } of page.resourcePolicies ?? []) {
        policies.push({ policyName: policyName ?? '', policyDocument: policyDocument ?? '' });
      }
      nextToken = page.nextToken;
    } while (nextToken);
    return policies;
  });
}
