import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import type { ListedStateMachine } from './state-machine.ts';

/** Step Functions `ListStateMachines`, all pages (1,000 a call): those of the account and region. */
export async function listStateMachines(aws: AwsClients): Promise<ListedStateMachine[]> {
  return callAws({ service: 'states', operation: 'ListStateMachines' }, async () => {
    const machines: ListedStateMachine[] = [];
    let nextToken: string | undefined;
    do {
      const command = new ListStateMachinesCommand({
        maxResults: 1_000,
        ...(nextToken ? { nextToken } : {}),
      });
      const page = await aws.states.send(command);
      for (const { stateMachineArn, name, type, creationDate } of page.stateMachines ?? []) {
        machines.push({
          stateMachineArn: stateMachineArn ?? '',
          name: name ?? '',
          type: type ?? 'STANDARD',
          createdAt: creationDate ?? new Date(0),
        });
      }
      nextToken = page.nextToken;
    } while (nextToken);
    return machines;
  });
}
