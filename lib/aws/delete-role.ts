import { DeleteRoleCommand } from '@aws-sdk/client-iam';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** IAM `DeleteRole`; throws AppError `conflict` while it has policies, `not-found`. */
export async function deleteRole(aws: AwsClients, roleName: string): Promise<void> {
  const call = { service: 'iam', operation: 'DeleteRole', resource: roleName } as const;
  await callAws(call, () => aws.iam.send(new DeleteRoleCommand({ RoleName: roleName })));
}
