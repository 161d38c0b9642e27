import type { AwsClients } from '../../aws/aws-clients.ts';
import { describeResourcePolicies } from '../../aws/describe-resource-policies.ts';
import { getQueueAttributes } from '../../aws/get-queue-attributes.ts';
import { getQueueUrl } from '../../aws/get-queue-url.ts';
import type { TargetCheck } from '../../contract/rule.ts';
import { permits } from '../../domain/resource-policy.ts';
import { type TargetArn, targetOfArn } from '../../domain/target-arn.ts';
import { policyOf } from './permission-calls.ts';
import type { RecentReads } from './recent-reads.ts';

/** A target as far as its permission goes. */
export interface CheckableTarget {
  id: string;
  arn: string;
  roleArn: string | null;
}

type Permission = Pick<TargetCheck, 'permitted' | 'reason'>;
const PRINCIPAL = 'events.amazonaws.com';

/**
 * Whether EventBridge may invoke a target of a rule: by the role that the target names, else by the resource's policy
 * (aws.md 5.3). Throws why AWS could not be read.
 */
export async function permissionOfTarget(
  aws: AwsClients,
  reads: RecentReads,
  { ruleArn, target, found }: { ruleArn: string; target: CheckableTarget; found: TargetArn },
): Promise<Permission> {
  const request = {
    principal: PRINCIPAL,
    resourceArn: target.arn,
    sourceArn: ruleArn,
    sourceAccount: targetOfArn(ruleArn).accountId,
  };
  if (target.roleArn !== null) {
    const reason = `EventBridge acts as ${target.roleArn}; that role’s own policies decide and are not read here.`;
    return { permitted: 'unknown', reason };
  }
  switch (found.kind) {
    case 'lambda': {
      const policy = await policyOf({ aws }, reads, target.arn);
      return of(permits(policy, { ...request, action: 'lambda:InvokeFunction' }));
    }
    case 'queue': {
      const { policy } = await reads.get(`queue ${target.arn}`, async () =>
        getQueueAttributes(aws, await getQueueUrl(aws, target.arn)),
      );
      return of(permits(policy, { ...request, action: 'sqs:SendMessage' }));
    }
    case 'log-group': {
      const policies = await reads.get('log policies', () => describeResourcePolicies(aws));
      const resourceArn = `${target.arn.replace(/:\*$/, '')}:log-stream:any`;
      const answers = policies.map(({ policyDocument }) =>
        permits(policyDocument, { ...request, resourceArn, action: 'logs:PutLogEvents' }),
      );
      const best = answers.find(({ permitted }) => permitted) ?? answers.find(({ certain }) => !certain);
      return best === undefined
        ? { permitted: 'no', reason: 'No resource policy of CloudWatch Logs lets EventBridge write to it.' }
        : of(best);
    }
    case 'state-machine':
      return { permitted: 'no', reason: 'A state machine needs a role that may start it, and none is set.' };
    default:
      return { permitted: 'unknown', reason: 'How this kind of target is permitted is not read here.' };
  }
}

function of({ permitted, certain, reason }: ReturnType<typeof permits>): Permission {
  if (!certain) return { permitted: 'unknown', reason };
  return { permitted: permitted ? 'yes' : 'no', reason };
}
