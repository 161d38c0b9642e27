import { DeleteRolePolicyCommand } from '@aws-sdk/client-iam';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** IAM `DeleteRolePolicy` of an inline policy; throws AppError `not-found`. */
export async function deleteRolePolicy(
  aws: AwsClients,
  { roleName, policyName }: { roleName: string; policyName: string },
): Promise<void> {
  const call = { service: 'iam', operation: 'DeleteRolePolicy', resource: roleName } as const;
  const command = new DeleteRolePolicyCommand({ RoleName: roleName, PolicyName: policyName });
  await callAws(call, () => aws.iam.send(command));
}
