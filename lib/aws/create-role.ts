import { CreateRoleCommand, type CreateRoleCommandInput } from '@aws-sdk/client-iam';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/**
 * IAM `CreateRole`; for some seconds services may not assume it yet. Throws AppError `conflict` at `roleName`, and
 * `invalid-input` for a trust policy that IAM does not take.
 */
export async function createRole(
  aws: AwsClients,
  input: CreateRoleCommandInput,
): Promise<{ roleArn: string }> {
  const call = { service: 'iam', operation: 'CreateRole', resource: input.RoleName ?? '' } as const;
  const output = await callAws(call, () => aws.iam.send(new CreateRoleCommand(input)));
  return { roleArn: output.Role?.Arn ?? '' };
}
