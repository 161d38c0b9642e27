import { RemovePermissionCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type FunctionRef, functionRefInput } from './function-ref.ts';

/** Lambda `RemovePermission`; throws AppError `not-found` where there is no such statement. */
export async function removePermission(
  aws: AwsClients,
  input: FunctionRef & { statementId: string },
): Promise<void> {
  const call = { service: 'lambda', operation: 'RemovePermission', resource: input.functionName } as const;
  const command = new RemovePermissionCommand({
    ...functionRefInput(input),
    StatementId: input.statementId,
  });
  await callAws(call, () => aws.lambda.send(command));
}
