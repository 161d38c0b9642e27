import { paginateListFunctions } from '@aws-sdk/client-lambda';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type LambdaFunction, lambdaFunctionOf } from './lambda-function.ts';

/** Lambda `ListFunctions`, all pages (50 a call): every function of the region at $LATEST, without state. */
export async function listFunctions(aws: AwsClients): Promise<LambdaFunction[]> {
  return callAws({ service: 'lambda', operation: 'ListFunctions' }, async () => {
    const functions: LambdaFunction[] = [];
    for await (const page of paginateListFunctions({ client: aws.lambda, pageSize: 50 }, {})) {
      for (const configuration of page.Functions ?? []) functions.push(lambdaFunctionOf(configuration));
    }
    return functions;
  });
}
