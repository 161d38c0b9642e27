import { ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import type { RuleRef } from './event-rule.ts';
import { type RuleTarget, ruleTargetOf } from './rule-target.ts';

/** EventBridge `ListTargetsByRule`, all pages; throws AppError `not-found`. AWS gives them in no defined order. */
export async function listTargetsByRule(
  aws: AwsClients,
  { eventBusName, ruleName }: RuleRef,
): Promise<RuleTarget[]> {
  const call = { service: 'events', operation: 'ListTargetsByRule', resource: ruleName } as const;
  return callAws(call, async () => {
    const targets: RuleTarget[] = [];
    let nextToken: string | undefined;
    do {
      const page = await aws.events.send(
        new ListTargetsByRuleCommand({
          Rule: ruleName,
          EventBusName: eventBusName,
          ...(nextToken ? { NextToken: nextToken } : {}),
        }),
      );
      targets.push(...(page.Targets ?? []).map(ruleTargetOf));
      nextToken = page.NextToken;
    } while (nextToken);
    return targets;
  });
}
