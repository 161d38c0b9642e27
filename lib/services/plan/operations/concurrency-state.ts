import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { deleteFunctionConcurrency } from '../../../aws/delete-function-concurrency.ts';
import { getFunctionConcurrency } from '../../../aws/get-function-concurrency.ts';
import { putFunctionConcurrency } from '../../../aws/put-function-concurrency.ts';
import type { Fields } from '../plan-body.ts';

export const zFunctionName = z.object({ FunctionName: z.string() });
type FunctionName = z.infer<typeof zFunctionName>;
const zState = z.object({ ReservedConcurrentExecutions: z.number().nullable() });

export const concurrencySubject = ({ FunctionName }: FunctionName) =>
  `reserved concurrency of function ${FunctionName}`;

export async function readConcurrency(aws: AwsClients, { FunctionName }: FunctionName): Promise<Fields> {
  return { ReservedConcurrentExecutions: await getFunctionConcurrency(aws, FunctionName) };
}

/** Reserves again what was reserved, or nothing. */
export async function restoreConcurrency(
  aws: AwsClients,
  { FunctionName }: FunctionName,
  former: Fields,
): Promise<void> {
  const { ReservedConcurrentExecutions: reserved } = zState.parse(former);
  if (reserved === null) await deleteFunctionConcurrency(aws, FunctionName);
  else {
    await putFunctionConcurrency(aws, {
      functionName: FunctionName,
      reservedConcurrentExecutions: reserved,
    });
  }
}
