import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/**
 * Step Functions `RedriveExecution`: goes on from the states that failed, with the definition it started with. The same
 * `clientToken` (at most 64 characters) redrives once. Throws AppError `conflict` where it cannot be redriven.
 */
export async function redriveExecution(
  aws: AwsClients,
  input: { executionArn: string; clientToken: string },
): Promise<{ redrivenAt: Date }> {
  const call = { service: 'states', operation: 'RedriveExecution', resource: input.executionArn } as const;
  const output = await callAws(call, () => aws.statesOnce.send(new RedriveExecutionCommand(input)));
  return { redrivenAt: output.redriveDate ?? new Date() };
}
