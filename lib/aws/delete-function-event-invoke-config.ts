import { DeleteFunctionEventInvokeConfigCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type FunctionRef, functionRefInput } from './function-ref.ts';

/** Lambda `DeleteFunctionEventInvokeConfig`; throws AppError `not-found` where there is none. */
export async function deleteFunctionEventInvokeConfig(aws: AwsClients, ref: FunctionRef): Promise<void> {
  const call = {
    service: 'lambda',
    operation: 'DeleteFunctionEventInvokeConfig',
    resource: ref.functionName,
  } as const;
  await callAws(call, () =>
    aws.lambda.send(new DeleteFunctionEventInvokeConfigCommand(functionRefInput(ref))),
  );
}
