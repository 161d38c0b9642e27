import { callIam, callStates, type ExampleClient } from '../lambda/example-client.ts';
import { EXAMPLE_MACHINES, type ExampleMachine } from './example-machines.ts';

/** Creates the example state machines, each with a role of its own; what is there already stays as it is. */
export async function deployExampleMachines(client: ExampleClient, accountId: string): Promise<void> {
  for (const machine of EXAMPLE_MACHINES) await deploy(client, accountId, machine);
}

export function exampleMachineArn({ region }: ExampleClient, accountId: string, name: string): string {
  return `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
}

async function deploy(client: ExampleClient, accountId: string, machine: ExampleMachine): Promise<void> {
  const { name, functionNames, definition } = machine;
  const stateMachineArn = exampleMachineArn(client, accountId, name);
  const found = await callStates(client, 'DescribeStateMachine', { stateMachineArn });
  if (found.status === 200) return;
  const functionArn = (functionName: string) =>
    `arn:aws:lambda:${client.region}:${accountId}:function:${functionName}`;
  const role = `reprise-example-${name}`;
  await expectOk(
    callIam(client, {
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: role,
      AssumeRolePolicyDocument: policyOf({
        Principal: { Service: 'states.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
    'EntityAlreadyExists',
  );
  await expectOk(
    callIam(client, {
      Action: 'PutRolePolicy',
      Version: '2010-05-08',
      RoleName: role,
      PolicyName: 'run-functions',
      PolicyDocument: policyOf({
        Action: 'lambda:InvokeFunction',
        Resource: functionNames.flatMap((one) => [functionArn(one), `${functionArn(one)}:*`]),
      }),
    }),
  );
  await expectOk(
    callStates(client, 'CreateStateMachine', {
      name,
      definition: JSON.stringify(definition(functionArn), null, 2),
      roleArn: `arn:aws:iam::${accountId}:role/${role}`,
      tracingConfiguration: { enabled: true },
      tags: [{ key: 'reprise:example', value: 'true' }],
    }),
  );
}

function policyOf(statement: Record<string, unknown>): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}

async function expectOk(answer: ReturnType<typeof callStates>, allowed?: string): Promise<void> {
  const { status, errorCode } = await answer;
  if (status < 300 || (errorCode !== null && errorCode === allowed)) return;
  throw new Error(`the sandbox refused an example state machine: ${status} ${errorCode ?? ''}`);
}
