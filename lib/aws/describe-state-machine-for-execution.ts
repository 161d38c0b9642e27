import { DescribeStateMachineForExecutionCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** Step Functions `DescribeStateMachineForExecution`: the definition that the execution runs by; throws `not-found`. */
export async function describeStateMachineForExecution(
  aws: AwsClients,
  executionArn: string,
): Promise<{ definition: string; roleArn: string }> {
  const operation = 'DescribeStateMachineForExecution';
  const command = new DescribeStateMachineForExecutionCommand({ executionArn });
  const output = await callAws({ service: 'states', operation, resource: executionArn }, () =>
    aws.states.send(command),
  );
  return { definition: output.definition ?? '', roleArn: output.roleArn ?? '' };
}
