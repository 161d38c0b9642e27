import { DeleteFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** Lambda `DeleteFunctionConcurrency`: the function runs from the account's unreserved concurrency again. */
export async function deleteFunctionConcurrency(aws: AwsClients, functionName: string): Promise<void> {
  const call = { service: 'lambda', operation: 'DeleteFunctionConcurrency', resource: functionName } as const;
  await callAws(call, () =>
    aws.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: functionName })),
  );
}
