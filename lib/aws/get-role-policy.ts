import { GetRolePolicyCommand } from '@aws-sdk/client-iam';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { nullWhereAbsent } from './null-where-absent.ts';
import { policyText } from './role.ts';

/** IAM `GetRolePolicy`: the JSON text of an inline policy; null where the role or the policy does not exist. */
export async function getRolePolicy(
  aws: AwsClients,
  { roleName, policyName }: { roleName: string; policyName: string },
): Promise<string | null> {
  const call = { service: 'iam', operation: 'GetRolePolicy', resource: roleName } as const;
  const command = new GetRolePolicyCommand({ RoleName: roleName, PolicyName: policyName });
  const output = await nullWhereAbsent(callAws(call, () => aws.iam.send(command)));
  return output === null ? null : policyText(output.PolicyDocument);
}
