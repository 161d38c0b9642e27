import { ListRuleNamesByTargetCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/**
 * EventBridge `ListRuleNamesByTarget`, all pages: the rules of one bus that have exactly this target. A version or an
 * alias of a function is a target of its own (aws.md 5.3).
 */
export async function listRuleNamesByTarget(
  aws: AwsClients,
  { eventBusName, targetArn }: { eventBusName: string; targetArn: string },
): Promise<string[]> {
  const call = { service: 'events', operation: 'ListRuleNamesByTarget', resource: eventBusName } as const;
  return callAws(call, async () => {
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await aws.events.send(
        new ListRuleNamesByTargetCommand({
          EventBusName: eventBusName,
          TargetArn: targetArn,
          Limit: 100,
          ...(nextToken ? { NextToken: nextToken } : {}),
        }),
      );
      names.push(...(page.RuleNames ?? []));
      nextToken = page.NextToken;
    } while (nextToken);
    return names;
  });
}
