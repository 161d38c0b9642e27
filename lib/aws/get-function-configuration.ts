import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type LambdaFunction, lambdaFunctionOf } from './lambda-function.ts';

/** Lambda `GetFunctionConfiguration` of $LATEST, with state; throws AppError `not-found`. */
export async function getFunctionConfiguration(
  aws: AwsClients,
  functionName: string,
): Promise<LambdaFunction> {
  const call = { service: 'lambda', operation: 'GetFunctionConfiguration', resource: functionName } as const;
  return callAws(call, async () =>
    lambdaFunctionOf(
      await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName })),
    ),
  );
}
