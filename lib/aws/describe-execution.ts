import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type Execution, listedExecutionOf } from './execution.ts';

/**
 * Step Functions `DescribeExecution` of a Standard execution, eventually consistent; throws AppError `not-found`, also for
 * one of an Express state machine.
 */
export async function describeExecution(aws: AwsClients, executionArn: string): Promise<Execution> {
  const call = { service: 'states', operation: 'DescribeExecution', resource: executionArn } as const;
  const command = new DescribeExecutionCommand({ executionArn });
  const output = await callAws(call, () => aws.states.send(command));
  return {
    ...listedExecutionOf(output),
    input: output.input ?? null,
    output: output.output ?? null,
    error: output.error ?? null,
    cause: output.cause ?? null,
    traceHeader: output.traceHeader || null,
    redriveStatus: output.redriveStatus ?? null,
    redriveReason: output.redriveStatusReason ?? null,
  };
}
