import { GetFunctionEventInvokeConfigCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type FunctionRef, functionRefInput } from './function-ref.ts';
import { nullWhereAbsent } from './null-where-absent.ts';

/** How Lambda treats asynchronous invocations; null in a field stands for AWS's default (2 retries, 6 hours, none). */
export interface FunctionEventInvokeConfig {
  maximumRetryAttempts: number | null;
  maximumEventAgeInSeconds: number | null;
  onSuccessArn: string | null;
  onFailureArn: string | null;
}

/**
 * Lambda `GetFunctionEventInvokeConfig`. Null where the function, version or alias has none or does not exist: AWS
 * answers both alike.
 */
export async function getFunctionEventInvokeConfig(
  aws: AwsClients,
  ref: FunctionRef,
): Promise<FunctionEventInvokeConfig | null> {
  const call = {
    service: 'lambda',
    operation: 'GetFunctionEventInvokeConfig',
    resource: ref.functionName,
  } as const;
  const found = await nullWhereAbsent(
    callAws(call, () => aws.lambda.send(new GetFunctionEventInvokeConfigCommand(functionRefInput(ref)))),
  );
  if (found === null) return null;
  return {
    maximumRetryAttempts: found.MaximumRetryAttempts ?? null,
    maximumEventAgeInSeconds: found.MaximumEventAgeInSeconds ?? null,
    onSuccessArn: found.DestinationConfig?.OnSuccess?.Destination || null,
    onFailureArn: found.DestinationConfig?.OnFailure?.Destination || null,
  };
}
