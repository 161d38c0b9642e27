import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** Lambda `PutFunctionConcurrency`; 0 stops the function, and new asynchronous events fail at once (aws.md 3.1). */
export async function putFunctionConcurrency(
  aws: AwsClients,
  input: { functionName: string; reservedConcurrentExecutions: number },
): Promise<void> {
  const call = {
    service: 'lambda',
    operation: 'PutFunctionConcurrency',
    resource: input.functionName,
  } as const;
  const command = new PutFunctionConcurrencyCommand({
    FunctionName: input.functionName,
    ReservedConcurrentExecutions: input.reservedConcurrentExecutions,
  });
  await callAws(call, () => aws.lambda.send(command));
}
