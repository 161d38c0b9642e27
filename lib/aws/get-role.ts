import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { policyText, type Role } from './role.ts';

/** IAM `GetRole`, eventually consistent; throws AppError `not-found`. */
export async function getRole(aws: AwsClients, roleName: string): Promise<Role> {
  const call = { service: 'iam', operation: 'GetRole', resource: roleName } as const;
  const { Role: role } = await callAws(call, () => aws.iam.send(new GetRoleCommand({ RoleName: roleName })));
  return {
    roleName: role?.RoleName ?? roleName,
    roleArn: role?.Arn ?? '',
    path: role?.Path ?? '/',
    trustPolicy: policyText(role?.AssumeRolePolicyDocument),
    description: role?.Description || null,
    maxSessionDurationSeconds: role?.MaxSessionDuration ?? 3_600,
    tags: Object.fromEntries((role?.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
  };
}
