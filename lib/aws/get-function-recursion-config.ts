import { GetFunctionRecursionConfigCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** Lambda `GetFunctionRecursionConfig`: whether the loop guard stops the function (default) or lets it go on. */
export async function getFunctionRecursionConfig(
  aws: AwsClients,
  functionName: string,
): Promise<'Allow' | 'Terminate'> {
  const call = {
    service: 'lambda',
    operation: 'GetFunctionRecursionConfig',
    resource: functionName,
  } as const;
  const output = await callAws(call, () =>
    aws.lambda.send(new GetFunctionRecursionConfigCommand({ FunctionName: functionName })),
  );
  return output.RecursiveLoop === 'Allow' ? 'Allow' : 'Terminate';
}
