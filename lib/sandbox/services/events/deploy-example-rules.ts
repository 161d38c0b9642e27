import { ruleArnOf } from '../../../domain/target-arn.ts';
import { EXAMPLE_RULES, type ExampleRule } from '../../functions/catalogue.ts';
import { callEvents, callLambda, type ExampleClient } from '../lambda/example-client.ts';

/** Creates the buses, rules, permissions and targets of the examples; what is there already stays as it is. */
export async function deployExampleRules(client: ExampleClient, accountId: string): Promise<void> {
  for (const rule of EXAMPLE_RULES) await deploy(client, accountId, rule);
}

async function deploy(client: ExampleClient, accountId: string, rule: ExampleRule): Promise<void> {
  const { name, eventBusName, functionName } = rule;
  const bus = eventBusName === 'default' ? {} : { EventBusName: eventBusName };
  if (eventBusName !== 'default') {
    await expectOk(
      callEvents(client, 'CreateEventBus', { Name: eventBusName }),
      'ResourceAlreadyExistsException',
    );
  }
  const found = await callEvents(client, 'DescribeRule', { Name: name, ...bus });
  if (found.status === 200) return;
  await expectOk(
    callEvents(client, 'PutRule', {
      Name: name,
      Description: rule.description,
      EventPattern: JSON.stringify(rule.eventPattern),
      Tags: [{ Key: 'reprise:example', Value: 'true' }],
      ...bus,
    }),
  );
  const { region } = client;
  const permission = {
    StatementId: `rule-${name}`,
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: ruleArnOf({ region, accountId, eventBusName, ruleName: name }),
  };
  await expectOk(
    callLambda(client, 'POST', `/2015-03-31/functions/${functionName}/policy`, permission),
    'ResourceConflictException',
  );
  const Arn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
  await expectOk(callEvents(client, 'PutTargets', { Rule: name, Targets: [{ Id: 'again', Arn }], ...bus }));
}

async function expectOk(answer: ReturnType<typeof callEvents>, allowed?: string): Promise<void> {
  const { status, errorCode } = await answer;
  if (status < 300 || (errorCode !== null && errorCode === allowed)) return;
  throw new Error(`the sandbox refused an example rule: ${status} ${errorCode ?? ''}`);
}
