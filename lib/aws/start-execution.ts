import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/**
 * Step Functions `StartExecution`, sent once. Of a Standard state machine the same name and input again, while it runs,
 * answers the first execution (aws.md 7.1); an Express one starts another. `mayHaveRun` of what is thrown tells whether
 * it may have started all the same. Throws AppError `conflict` at `name`, `invalid-input` at `input`, `not-found`.
 */
export async function startExecution(
  aws: AwsClients,
  input: {
    stateMachineArn: string;
    /** At most 80 characters. */
    name: string;
    /** JSON text, at most 262,144 bytes. */
    input: string;
    /** `Root=1-…;Parent=…;Sampled=…` */
    traceHeader: string;
  },
): Promise<{ executionArn: string; startedAt: Date }> {
  const call = { service: 'states', operation: 'StartExecution', resource: input.stateMachineArn } as const;
  const output = await callAws(call, () => aws.statesOnce.send(new StartExecutionCommand(input)));
  return { executionArn: output.executionArn ?? '', startedAt: output.startDate ?? new Date() };
}
