import {
  PutFunctionEventInvokeConfigCommand,
  type PutFunctionEventInvokeConfigCommandInput,
} from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** Lambda `PutFunctionEventInvokeConfig`, which overwrites: a setting that is left out is cleared (aws.md 6.1). */
export async function putFunctionEventInvokeConfig(
  aws: AwsClients,
  input: PutFunctionEventInvokeConfigCommandInput,
): Promise<void> {
  const call = {
    service: 'lambda',
    operation: 'PutFunctionEventInvokeConfig',
    resource: input.FunctionName ?? '',
  } as const;
  await callAws(call, () => aws.lambda.send(new PutFunctionEventInvokeConfigCommand(input)));
}
