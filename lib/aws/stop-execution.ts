import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** Step Functions `StopExecution` of a Standard execution; one that is closed stays as it is. */
export async function stopExecution(
  aws: AwsClients,
  { executionArn, error, cause }: { executionArn: string; error: string; cause: string },
): Promise<{ stoppedAt: Date }> {
  const call = { service: 'states', operation: 'StopExecution', resource: executionArn } as const;
  const command = new StopExecutionCommand({
    executionArn,
    ...(error === '' ? {} : { error }),
    ...(cause === '' ? {} : { cause }),
  });
  const output = await callAws(call, () => aws.statesOnce.send(command));
  return { stoppedAt: output.stopDate ?? new Date() };
}
