import { PutRolePolicyCommand, type PutRolePolicyCommandInput } from '@aws-sdk/client-iam';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** IAM `PutRolePolicy`: adds an inline policy or replaces the one of its name; throws AppError `not-found`. */
export async function putRolePolicy(aws: AwsClients, input: PutRolePolicyCommandInput): Promise<void> {
  const call = { service: 'iam', operation: 'PutRolePolicy', resource: input.RoleName ?? '' } as const;
  await callAws(call, () => aws.iam.send(new PutRolePolicyCommand(input)));
}
