import {
  CreateEventBusCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import type { AwsClients } from '../../aws/aws-clients.ts';
import { ruleArnOf } from '../../domain/target-arn.ts';

const ACCOUNT_ID = '000000000000';
export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:${ACCOUNT_ID}:function:${name}`;

/** Makes a bus, as an operator would by hand. */
export async function busInAws(aws: AwsClients, eventBusName: string): Promise<void> {
  await aws.events.send(new CreateEventBusCommand({ Name: eventBusName }));
}

/** Makes a rule with its targets and, where it shall have it, the permission on the function of the first. */
export async function ruleInAws(
  aws: AwsClients,
  rule: {
    eventBusName: string;
    ruleName: string;
    eventPattern: object;
    state?: 'ENABLED' | 'DISABLED';
    targets?: Target[];
    /** Runs this function, with permission unless `permitted` is false. */
    functionName?: string;
    permitted?: boolean;
  },
): Promise<void> {
  const { eventBusName, ruleName, functionName, permitted = true } = rule;
  await aws.events.send(
    new PutRuleCommand({
      Name: ruleName,
      EventBusName: eventBusName,
      EventPattern: JSON.stringify(rule.eventPattern),
      State: rule.state ?? 'ENABLED',
    }),
  );
  const targets = [
    ...(rule.targets ?? []),
    ...(functionName === undefined ? [] : [{ Id: 'function', Arn: functionArn(functionName) }]),
  ];
  if (targets.length > 0) {
    await aws.events.send(
      new PutTargetsCommand({ Rule: ruleName, EventBusName: eventBusName, Targets: targets }),
    );
  }
  if (functionName === undefined || !permitted) return;
  await aws.lambda.send(
    new AddPermissionCommand({
      FunctionName: functionName,
      StatementId: `by-${ruleName}`,
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: ruleArnOf({ region: 'us-east-1', accountId: ACCOUNT_ID, eventBusName, ruleName }),
    }),
  );
}
