import { AddPermissionCommand, type AddPermissionCommandInput } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/**
 * Lambda `AddPermission`: one statement more in the function's resource policy. Throws AppError `conflict` where it has
 * a statement of that ID, `quota-exceeded` where the policy would exceed 20 KB (aws.md 5.3).
 */
export async function addPermission(aws: AwsClients, input: AddPermissionCommandInput): Promise<void> {
  const call = { service: 'lambda', operation: 'AddPermission', resource: input.FunctionName ?? '' } as const;
  await callAws(call, () => aws.lambda.send(new AddPermissionCommand(input)));
}
