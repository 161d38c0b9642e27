import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type ListedExecution, listedExecutionOf } from './execution.ts';

/**
 * Step Functions `ListExecutions`, one page, newest first and eventually consistent; throws AppError `not-found`, and
 * `invalid-input` for an Express state machine.
 */
export async function listExecutions(
  aws: AwsClients,
  input: {
    stateMachineArn: string;
    status: ListedExecution['status'] | null;
    /** At most 1,000. */
    limit: number;
    nextToken: string | null;
  },
): Promise<{ executions: ListedExecution[]; nextToken: string | null }> {
  const { stateMachineArn, status, limit, nextToken } = input;
  const call = { service: 'states', operation: 'ListExecutions', resource: stateMachineArn } as const;
  const command = new ListExecutionsCommand({
    stateMachineArn,
    maxResults: limit,
    ...(status === null ? {} : { statusFilter: status }),
    ...(nextToken === null ? {} : { nextToken }),
  });
  const output = await callAws(call, () => aws.states.send(command));
  return {
    executions: (output.executions ?? []).map(listedExecutionOf),
    nextToken: output.nextToken ?? null,
  };
}
