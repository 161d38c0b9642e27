import { GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** Lambda `GetFunctionConcurrency`: reserved concurrent executions, null where none are reserved; 0 stops the function. */
export async function getFunctionConcurrency(aws: AwsClients, functionName: string): Promise<number | null> {
  const call = { service: 'lambda', operation: 'GetFunctionConcurrency', resource: functionName } as const;
  const output = await callAws(call, () =>
    aws.lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: functionName })),
  );
  return output.ReservedConcurrentExecutions ?? null;
}
