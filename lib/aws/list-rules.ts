import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type EventRule, eventRuleOf } from './event-rule.ts';

/** EventBridge `ListRules`, all pages (100 a call): every rule of a bus, without targets; throws AppError `not-found`. */
export async function listRules(aws: AwsClients, eventBusName: string): Promise<EventRule[]> {
  const call = { service: 'events', operation: 'ListRules', resource: eventBusName } as const;
  return callAws(call, async () => {
    const rules: EventRule[] = [];
    let nextToken: string | undefined;
    do {
      const page = await aws.events.send(
        new ListRulesCommand({
          EventBusName: eventBusName,
          Limit: 100,
          ...(nextToken ? { NextToken: nextToken } : {}),
        }),
      );
      for (const rule of page.Rules ?? []) rules.push(eventRuleOf(rule, eventBusName));
      nextToken = page.NextToken;
    } while (nextToken);
    return rules;
  });
}
