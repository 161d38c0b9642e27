import {
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type LambdaFunction, lambdaFunctionOf } from './lambda-function.ts';

/** As AWS names its fields, so that a plan can show the exact input. */
export type UpdateFunctionConfigurationInput = Pick<
  UpdateFunctionConfigurationCommandInput,
  'FunctionName' | 'TracingConfig' | 'LoggingConfig' | 'Timeout' | 'MemorySize' | 'RevisionId'
>;

/**
 * Lambda `UpdateFunctionConfiguration`; with RevisionId AWS refuses when the function changed since (AppError
 * `state-changed`). The change is complete once LastUpdateStatus is Successful.
 */
export async function updateFunctionConfiguration(
  aws: AwsClients,
  input: UpdateFunctionConfigurationInput,
): Promise<LambdaFunction> {
  const call = {
    service: 'lambda',
    operation: 'UpdateFunctionConfiguration',
    resource: input.FunctionName ?? '',
  } as const;
  return callAws(call, async () =>
    lambdaFunctionOf(await aws.lambda.send(new UpdateFunctionConfigurationCommand(input))),
  );
}
