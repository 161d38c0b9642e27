import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type FunctionRef, functionRefInput } from './function-ref.ts';
import { nullWhereAbsent } from './null-where-absent.ts';

/**
 * Lambda `GetPolicy`: the JSON text of the resource policy of a function, version or alias. Null where it has none or
 * the function does not exist: AWS answers both alike.
 */
export async function getPolicy(aws: AwsClients, ref: FunctionRef): Promise<string | null> {
  const call = { service: 'lambda', operation: 'GetPolicy', resource: ref.functionName } as const;
  const output = await nullWhereAbsent(
    callAws(call, () => aws.lambda.send(new GetPolicyCommand(functionRefInput(ref)))),
  );
  return output?.Policy ?? null;
}
